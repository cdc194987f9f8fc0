package bookshop

import (
	"errors"
	"io"
	"net/http"
	"strconv"
	"testing"

	sdk "github.com/sdkscribe/sdkscribe/generated/bookshop"
	"github.com/sdkscribe/sdkscribe/generated/bookshop/rest"
)

func TestOrders(t *testing.T) {
	_, client := open(t)
	ctx := t.Context()
	id := func(o *sdk.Order) string { return o.ID.Or("") }
	for _, limit := range []string{"1", "2", "5", "20"} {
		equal(t, "all orders, "+limit+" a page", []string{"ord-1001", "ord-1002", "ord-1003", "ord-1004", "ord-1005"},
			collect(t, client.Orders.All(ctx, rest.Query("limit", limit)), id))
	}
	equal(t, "open orders", []string{"ord-1001", "ord-1003", "ord-1004", "ord-1005"},
		collect(t, client.Orders.All(ctx, rest.Query("status", string(sdk.OrderStatusPlaced)), rest.Query("limit", "3")), id))
	equal(t, "packed orders", 0, len(collect(t, client.Orders.All(ctx, rest.Query("status", "packed")), id)))
	for _, err := range client.Orders.All(ctx, rest.Query("limit", "x")) {
		refused(t, err, http.StatusBadRequest, "wrong_parameters", "", "limit")
	}

	got, err := client.Orders.Get(ctx, "ord-1001")
	must(t, err)
	equal(t, "its total", rest.Decimal("12.90"), got.Total.Or(""))
	equal(t, "its line", []*sdk.OrderLine{{BookID: rest.Some[int64](101), Quantity: rest.Some[int32](1), UnitPrice: rest.Some[rest.Decimal]("12.90")}}, got.Lines)
	_, err = client.Orders.Get(ctx, "ord/1?a=b")
	refused(t, err, http.StatusNotFound, "order_not_found", "ord/1?a=b")
}

func TestOrdersCreate(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	wish := &sdk.OrdersCreateRequest{CustomerID: rest.Some[int64](2001), PickUpAt: rest.Some("harbour"), Lines: []*sdk.OrderLine{
		{BookID: rest.Some[int64](101), Quantity: rest.Some[int32](2)}, {BookID: rest.Some[int64](104), Quantity: rest.Some[int32](1)},
	}}
	var answer *http.Response
	first, err := client.Orders.Create(ctx, "key-1", wish, rest.Into(&answer))
	must(t, err)
	equal(t, "the total", rest.Decimal("33.80"), first.Total.Or(""))
	equal(t, "the status", http.StatusCreated, answer.StatusCode)
	again, err := client.Orders.Create(ctx, "key-1", wish)
	must(t, err)
	equal(t, "the order again", first, again)
	equal(t, "the orders of the server", 6, len(shop.orders))
	if last := shop.orders[5]; last.ID != first.ID.Or("") || last.PickUpAt != "harbour" || last.Note != nil || len(last.Lines) != 2 {
		t.Errorf("the server has %+v", last)
	}

	wish.Note = rest.Some("By Friday")
	_, err = client.Orders.Create(ctx, "key-1", wish)
	refused(t, err, http.StatusConflict, "idempotency_key_reused", "")
	_, err = client.Orders.Create(ctx, "key-2", wish)
	must(t, err)
	equal(t, "the note", "By Friday", *shop.orders[6].Note)
	_, err = client.Orders.Create(ctx, "key-3", &sdk.OrdersCreateRequest{CustomerID: rest.Some[int64](1), Lines: []*sdk.OrderLine{{BookID: rest.Some[int64](1), Quantity: rest.Some[int32](1)}}})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "2 of the values", "customer_id", "lines.0.book_id")
}

// TestOrdersCreateAgain breaks the connection behind the server's back: a call with an
// idempotency key is made again, and the order is placed once.
func TestOrdersCreateAgain(t *testing.T) {
	broken := 0
	shop, client := open(t, rest.Middleware(func(next http.RoundTripper) http.RoundTripper {
		return tripper(func(r *http.Request) (*http.Response, error) {
			answer, err := next.RoundTrip(r)
			if broken++; broken == 1 && err == nil {
				answer.Body.Close()
				return nil, errors.New("the connection is gone")
			}
			return answer, err
		})
	}))
	got, err := client.Orders.Create(t.Context(), "key-1", &sdk.OrdersCreateRequest{
		CustomerID: rest.Some[int64](2001), Lines: []*sdk.OrderLine{{BookID: rest.Some[int64](101), Quantity: rest.Some[int32](1)}},
	})
	must(t, err)
	if len(shop.orders) != 6 || shop.orders[5].ID != got.ID.Or("") || broken != 2 {
		t.Errorf("%d orders after %d requests", len(shop.orders), broken)
	}
}

type tripper func(r *http.Request) (*http.Response, error)

func (f tripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestOrdersCancel(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	got, err := client.Orders.Cancel(ctx, "ord-1001")
	must(t, err)
	equal(t, "its status", sdk.OrderStatusCancelled, got.Status.Or(""))
	equal(t, "the server's", "cancelled", shop.orders[0].Status)
	_, err = client.Orders.Cancel(ctx, "ord-1002")
	refused(t, err, http.StatusConflict, "order_not_open", "Order ord-1002 is shipped.")
}

func TestCustomers(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	id := func(c *sdk.Customer) int64 { return c.ID.Or(0) }
	everybody := []int64{2001, 2002, 2003, 2004, 2005, 2006, 2007, 2008, 2009, 2010, 2011, 2012}
	for _, limit := range []string{"1", "5", "12", "100"} {
		shop.requests = 0
		equal(t, "all customers, "+limit+" a page", everybody, collect(t, client.Customers.All(ctx, rest.Query("limit", limit)), id))
		n, _ := strconv.Atoi(limit)
		equal(t, "the pages", (12+n-1)/n, shop.requests)
	}
	equal(t, "the last customers", everybody[7:], collect(t, client.Customers.All(ctx, rest.Query("offset", "7"), rest.Query("limit", "2")), id))
	equal(t, "those of a city", everybody[:1], collect(t, client.Customers.All(ctx, rest.Query("city", "Port Linden"), rest.Query("limit", "1")), id))

	got, err := client.Customers.Get(ctx, 2001)
	must(t, err)
	equal(t, "the city", "Port Linden", got.Address.City.Or(""))
	if got.Newsletter.IsSet() || !got.Birthday.IsNull() || got.Balance.Or("") != "0.00" {
		t.Errorf("the customer is %+v", got)
	}
	other, err := client.Customers.Get(ctx, 2002)
	must(t, err)
	if other.Address != nil {
		t.Errorf("the address is %+v, want null", other.Address)
	}
	_, err = client.Customers.Get(ctx, 1)
	refused(t, err, http.StatusNotFound, "customer_not_found", "")
}

func TestCustomersReplaceAndDelete(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	wish := &sdk.Customer{Name: rest.Some("Wilma Berg"), Email: rest.Some("wilma@mail.example"), Birthday: rest.Some[rest.Date]("1988-02-29"), Newsletter: rest.Some(false),
		Address: &sdk.Address{Street: rest.Some("2 Mill Lane"), City: rest.Some("Port Linden"), Postcode: rest.Some("4022"), Country: rest.Some("NO")}}
	var answer *http.Response
	got, err := client.Customers.Replace(ctx, 2012, wish, rest.Into(&answer))
	must(t, err)
	if c := shop.people[11]; answer.StatusCode != http.StatusOK || c.Name != "Wilma Berg" || c.Address.Postcode != "4022" || *c.Newsletter || got.ID.Or(0) != 2012 {
		t.Errorf("%d, and the server has %+v", answer.StatusCode, c)
	}
	got, err = client.Customers.Replace(ctx, 3000, wish, rest.Into(&answer))
	must(t, err)
	if answer.StatusCode != http.StatusCreated || len(shop.people) != 13 || got.ID.Or(0) != 3000 {
		t.Errorf("%d, %v, and the server has %d customers", answer.StatusCode, got.ID, len(shop.people))
	}
	_, err = client.Customers.Replace(ctx, 2012, &sdk.Customer{Name: rest.Some("W"), Email: rest.Some("nowhere")})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "", "email")

	_, err = client.Customers.Delete(ctx, 2001)
	refused(t, err, http.StatusConflict, "orders_open", "Customer 2001 waits")
	gone, err := client.Customers.Delete(ctx, 2012)
	must(t, err)
	equal(t, "the status", http.StatusNoContent, gone.StatusCode)
	equal(t, "the customers that are left", 12, len(shop.people))
	_, err = client.Customers.Delete(ctx, 2012)
	refused(t, err, http.StatusNotFound, "customer_not_found", "2012")
}

func TestReports(t *testing.T) {
	_, client := open(t)
	ctx := t.Context()
	got, err := client.Reports.Sales.Get(ctx, "2026-02-01", rest.Query("to", "2026-02-02"))
	must(t, err)
	equal(t, "the report", &sdk.SalesReport{
		From: rest.Some[rest.Date]("2026-02-01"), To: rest.Some[rest.Date]("2026-02-02"), Currency: rest.Some("EUR"),
		Orders: rest.Some[int32](4), Revenue: rest.Some[rest.Decimal]("54.40"),
		ByGenre: map[string]rest.Decimal{"crime": "36.90", "history": "9.50", "poetry": "8.00"},
		Daily: []*sdk.SalesDay{
			{Day: rest.Some[rest.Date]("2026-02-01"), Orders: rest.Some[int32](2), Revenue: rest.Some[rest.Decimal]("36.90")},
			{Day: rest.Some[rest.Date]("2026-02-02"), Orders: rest.Some[int32](2), Revenue: rest.Some[rest.Decimal]("17.50")},
		},
	}, got)
	whole, err := client.Reports.Sales.Get(ctx, "2026-02-03")
	must(t, err)
	if !whole.To.IsNull() || whole.Orders.Or(0) != 1 {
		t.Errorf("the report is %+v", whole)
	}
	_, err = client.Reports.Sales.Get(ctx, "tomorrow")
	refused(t, err, http.StatusBadRequest, "wrong_parameters", "1 of the query parameters", "from")

	stream, err := client.Reports.Inventory.Get(ctx, rest.Query("branch", "harbour"))
	must(t, err)
	defer stream.Close()
	table, err := io.ReadAll(stream)
	must(t, err)
	equal(t, "the table", "book_id,title,branch,copies\n101,The Lamp at Low Tide,harbour,3\n104,Small Verses,harbour,1\n106,A Wall of Maps,harbour,0\n107,Nine Doors,harbour,2\n", string(table))
	equal(t, "its media type", "text/csv; charset=utf-8", stream.ContentType)
}

func TestImports(t *testing.T) {
	t.Parallel() // it waits
	shop, client := open(t)
	ctx := t.Context()
	wish := &sdk.ImportsStartRequest{Source: rest.Some("https://publisher.example/spring.xml"), Format: rest.Some(sdk.ImportsStartRequestFormatOnix)}
	poller, err := client.Imports.Create(ctx, wish)
	must(t, err)
	states := []string{}
	for {
		_, done, err := poller.Poll(ctx)
		must(t, err)
		states = append(states, poller.Status.State)
		if done {
			break
		}
		if len(states) > 10 {
			t.Fatal("it does not end")
		}
	}
	equal(t, "the states", []string{"queued", "running", "running", "finished"}, states)
	poller, err = client.Imports.Create(ctx, wish)
	must(t, err)
	result, err := poller.Wait(ctx)
	must(t, err)
	equal(t, "the result", &sdk.ImportResult{Added: rest.Some[int32](41), Updated: rest.Some[int32](7),
		Rejected: []*sdk.Rejection{{Line: rest.Some[int32](12), Reason: rest.Some("The ISBN has 12 digits.")}}}, result)
	equal(t, "the server's state", "finished", shop.imports["imp-2"].State)

	got, err := client.Imports.Get(ctx, "imp-2")
	must(t, err)
	equal(t, "the state", sdk.ImportStateFinished, got.State.Or(""))
	again, err := client.Imports.Result.Get(ctx, "imp-2")
	must(t, err)
	equal(t, "the result again", result, again)

	wish.Source = rest.Some("https://publisher.example/broken.xml")
	poller, err = client.Imports.Create(ctx, wish)
	must(t, err)
	if _, err = poller.Wait(ctx); err == nil {
		t.Error("a broken import is a success")
	}
	equal(t, "the state it ended in", "broken", poller.Status.State)
	_, err = client.Imports.Result.Get(ctx, "imp-3")
	refused(t, err, http.StatusConflict, "import_not_finished", "The import is broken.")
	_, err = client.Imports.Get(ctx, "imp-9")
	refused(t, err, http.StatusNotFound, "import_not_found", "")
	wish.Format = rest.Some[sdk.ImportsStartRequestFormat]("pdf")
	_, err = client.Imports.Create(ctx, wish)
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "", "format")
}
