package api

// Values are how a service writes values everywhere, where that is not as OData does.
type Values struct {
	// DecimalsInStrings reports that decimals are in JSON strings: "380.00".
	DecimalsInStrings bool
}
