package phrases

// This file knows how pages say what a caller is to send to be let in: which header fields
// and query parameters hold a credential, and the words for them.

import "strings"

// authHeadings head what explains how calls are authorized.
var authHeadings = table[bool]{
	{begins, "authenticat", true, "Authenticating your calls"},
	{begins, "authoriz", true, "Authorization"},
	{begins, "authoris", true, "Authorisation"},
	{ends, "authentication", true, "API authentication"},
	{ends, "authorization", true, "Request authorization"},
	{within, "api key", true, "Your API key"},
	{within, "api token", true, "Your API token"},
	{within, "access token", true, "Access tokens"},
}

// HeadsAuth reports whether a heading is one of how calls are authorized.
func HeadsAuth(heading string) bool {
	return authHeadings.of(strings.ToLower(strings.TrimSpace(heading)))
}

// keyHeaders are names of header fields that hold a credential, besides Authorization.
// Those of other keys and tokens stand before them.
var keyHeaders = table[bool]{
	{within, "csrf", false, "X-CSRF-Token"},
	{within, "xsrf", false, "X-XSRF-Token"},
	{within, "continuation", false, "X-Continuation-Token"},
	{within, "page", false, "X-Next-Page-Token"},
	{within, "next", false, "X-Next-Token"},
	{within, "sync", false, "X-Sync-Token"},
	{within, "delta", false, "X-Delta-Token"},
	{within, "lock", false, "Lock-Token"},
	{within, "client-token", false, "X-Client-Token"},
	{within, "request-token", false, "X-Request-Token"},
	{within, "upload", false, "X-Upload-Token"},
	{within, "api-key", true, "X-Api-Key"},
	{within, "apikey", true, "Studio-ApiKey"},
	{within, "api_key", true, "api_key"},
	{within, "api-token", true, "X-Api-Token"},
	{within, "subscription-key", true, "Studio-Subscription-Key"},
	{ends, "-auth", true, "X-Studio-Auth"},
	{ends, "auth-key", true, "X-Auth-Key"},
	{ends, "access-key", true, "X-Access-Key"},
	{ends, "application-key", true, "ST-Application-Key"},
	{ends, "-token", true, "X-Studio-Token"},
}

// IsKeyHeader reports whether a header field holds a credential by its name.
func IsKeyHeader(name string) bool { return keyHeaders.of(strings.ToLower(name)) }

// keyParameters are names of query parameters that hold a credential and nothing else.
var keyParameters = table[bool]{
	{whole, "api_key", true, "api_key"},
	{whole, "api-key", true, "api-key"},
	{whole, "apikey", true, "apiKey"},
	{whole, "api_token", true, "api_token"},
	{whole, "apitoken", true, "apiToken"},
	{whole, "access_token", true, "access_token"},
	{whole, "auth_token", true, "auth_token"},
	{whole, "private_token", true, "private_token"},
	{whole, "subscription-key", true, "subscription-key"},
	{whole, "subscription_key", true, "subscription_key"},
}

// IsKeyParameter reports whether a query parameter holds a credential by its name.
func IsKeyParameter(name string) bool { return keyParameters.of(strings.ToLower(name)) }

// keyTexts are what descriptions say of a credential. What speaks of keys as things that a
// call is about stands before it.
var keyTexts = table[bool]{
	{within, "id of the", false, "The ID of the API key to revoke."},
	{within, "name of the", false, "The name of the API key."},
	{within, "key to ", false, "The API key to delete."},
	{within, "token to ", false, "The access token to revoke."},
	{within, "next page", false, "The access token of the next page."},
	{within, "new api key", false, "What the new API key is for."},
	{within, "api key", true, "Your API key."},
	{within, "api-key", true, "Your API-key."},
	{within, "api token", true, "An API token of the studio."},
	{within, "access token", true, "A valid access token."},
	{within, "access key", true, "Your access key."},
	{within, "subscription key", true, "The subscription key of your plan."},
	{within, "authentication token", true, "The authentication token."},
	{within, "authorization token", true, "The authorization token."},
	{within, "personal token", true, "Your personal token."},
	{within, "your key", true, "Your key."},
	{within, "your token", true, "Your token."},
}

// SpeaksOfKey reports whether a description is that of a credential.
func SpeaksOfKey(text string) bool { return keyTexts.of(strings.ToLower(text)) }

// schemes are the words that pages have for the schemes of HTTP.
var schemes = table[string]{
	{word, "bearer", "Bearer", "Send it as a bearer token."},
	{within, "basic auth", "Basic", "Calls use HTTP basic authentication."},
	{begins, "basic ", "Basic", "Basic {credentials}"},
	{within, "user name and password", "Basic", "Send your user name and password."},
	{within, "username and password", "Basic", "Send your username and password."},
}

// SchemeIn returns the scheme that a text speaks of, "" for none.
func SchemeIn(text string) string { return schemes.of(strings.ToLower(text)) }

// demands are what pages say of calls that need a credential, and not which.
var demands = table[bool]{
	{within, "requires authentication", true, "This call requires authentication."},
	{within, "require authentication", true, "All calls require authentication."},
	{within, "must be authenticated", true, "The caller must be authenticated."},
	{within, "requires authorization", true, "Each call requires authorization."},
	{within, "authentication required", true, "Authentication required."},
	{within, "requires an authorization header", true, "Every call requires an authorization header."},
	{within, "requires an api key", true, "This call requires an API key."},
}

// DemandsAuth reports whether a sentence says that a call needs a credential.
func DemandsAuth(text string) bool { return demands.of(strings.ToLower(text)) }
