package api_test

import (
	"testing"

	"github.com/sdkscribe/sdkscribe/parser/api"
)

func TestAddress(t *testing.T) {
	plain := api.OData()
	based := api.OData()
	based.Base, based.Placeholders = "api/v1.0", []string{"shopprefix"}
	apart := api.OData()
	apart.Base, apart.Versioned = "api", true
	for _, tt := range []struct {
		convention             api.Convention
		url, base, path, query string
	}{
		{plain, "https://shop.example/v1.0/orders/7?$top=5", "https://shop.example/v1.0", "/orders/7", "$top=5"},
		{plain, "~/orders", "", "/orders", ""},
		{plain, "{root}/orders", "", "/orders", ""},
		{plain, "/beta/orders", "", "/orders", ""},
		{plain, "/orders$filter=total eq 5", "", "/orders", "$filter=total eq 5"},
		{plain, "/orders({id})lines", "", "/orders({id})/lines", ""},
		{based, "https://{shopPrefix}/api/v1.0/orders(7)", "https://{shopprefix}/api/v1.0", "/orders(7)", ""},
		{based, "https://shop.example/api/beta/orders", "https://shop.example/api/beta", "/orders", ""},
		{based, "https://shop.example/v1.0/api/v1.0/orders", "https://shop.example/api/v1.0", "/orders", ""},
		{based, "shopPrefix/orders({id})", "", "/orders({id})", ""},
		{based, "shopPrefix/api/v1.0/orders", "", "/orders", ""},
		{apart, "https://shop.example/api/v2/orders", "https://shop.example/api", "/v2/orders", ""},
		{apart, "/api/v1/orders", "", "/v1/orders", ""},
	} {
		path, query := api.SplitURL(tt.url, tt.convention)
		if base := api.BaseURL(tt.url, tt.convention); base != tt.base || path != tt.path || query != tt.query {
			t.Errorf("%s is %q, %q, %q; want %q, %q, %q", tt.url, base, path, query, tt.base, tt.path, tt.query)
		}
	}
}

func TestSegmentForms(t *testing.T) {
	for _, tt := range []struct {
		template, example, want string
		args                    []string
	}{
		{"/lines({a},{b})", "/lines(1,2)", "/lines(1,2)", []string{"1", "2"}},
		{"/lines(orderId={a},id={b})", "/lines(id=2,orderId=1)", "/lines(orderId=1,id=2)", []string{"1", "2"}},
		{"/orders/{id}:reserve", "/orders/7:reserve", "/orders/7:reserve", []string{"7"}},
		{"/orders({id}):reserve", "/orders(7):reserve", "/orders(7):reserve", []string{"7"}},
		{"/orders:reserveAll", "/orders:reserveAll", "/orders:reserveAll", nil},
		{"/orders/{id}.json", "/orders/7.json", "/orders/7.json", []string{"7"}},
		{"/orders/:id.json", "/orders/7.json", "/orders/7.json", []string{"7"}},
		{"/orders/:id", "/orders/7.json", "/orders/7.json", []string{"7.json"}},
		{"/orders.json", "/orders.json", "/orders.json", nil},
		{"/$SHOP/orders/{id}", "/harbour/orders/7", "/harbour/orders/7", []string{"harbour", "7"}},
		{"/orders/{id};v=1", "/orders/7;v=1", "/orders/7;v=1", []string{"7"}},
	} {
		template, err := api.ParsePath(tt.template, "")
		if err != nil {
			t.Fatal(err)
		}
		example, err := api.ParsePath(tt.example, "")
		if err != nil {
			t.Fatal(err)
		}
		args, ok := api.Bind(template, example)
		if got := template.RenderArgs(args); !ok || len(args) != len(tt.args) || got != tt.want {
			t.Errorf("%s of %s: %v %q, written %s; want %q, %s", tt.example, tt.template, ok, args, got, tt.args, tt.want)
		}
	}
}
