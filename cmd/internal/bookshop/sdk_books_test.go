package bookshop

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	sdk "github.com/sdkscribe/sdkscribe/generated/bookshop"
	"github.com/sdkscribe/sdkscribe/generated/bookshop/rest"
)

func TestBooksList(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	id := func(b *sdk.Book) int64 { return b.ID.Or(0) }
	for _, limit := range []string{"1", "2", "3", "7", "100"} {
		shop.requests = 0
		equal(t, "all books, "+limit+" a page", []int64{101, 102, 103, 104, 105, 106, 107}, collect(t, client.Books.All(ctx, rest.Query("limit", limit)), id))
		n, _ := strconv.Atoi(limit)
		equal(t, "the pages", (7+n-1)/n, shop.requests)
	}
	equal(t, "history", []int64{103, 106}, collect(t, client.Books.All(ctx, rest.Query("genre", string(sdk.GenreHistory)), rest.Query("limit", "1")), id))
	equal(t, "in stock", []int64{101, 104, 105, 107}, collect(t, client.Books.All(ctx, rest.Query("in_stock", "true"), rest.Query("limit", "3")), id))
	equal(t, "no book", 0, len(collect(t, client.Books.All(ctx, rest.Query("genre", "poetry"), rest.Query("in_stock", "false")), id)))

	page, err := client.Books.List(ctx, rest.Query("limit", "5"))
	must(t, err)
	next, err := page.Next(ctx, client.Core())
	must(t, err)
	if len(page.Value) != 5 || len(next.Value) != 2 || next.NextLink != "" {
		t.Errorf("the pages have %d and %d books, and behind them is %q", len(page.Value), len(next.Value), next.NextLink)
	}

	_, err = client.Books.List(ctx, rest.Query("genre", "cookery"), rest.Query("limit", "0"))
	refused(t, err, http.StatusBadRequest, "wrong_parameters", "2 of the query parameters", "genre", "limit")
	for _, err := range client.Books.All(ctx, rest.Query("cursor", "stale")) {
		refused(t, err, http.StatusBadRequest, "wrong_parameters", "", "cursor")
	}
}

// TestBooksOfAllKinds reads each kind of book as what it is.
func TestBooksOfAllKinds(t *testing.T) {
	_, client := open(t)
	ctx := t.Context()
	page, err := client.Books.List(ctx, rest.Query("limit", "3"))
	must(t, err)
	paperback, err := rest.As[sdk.Paperback](page.Value[0])
	must(t, err)
	equal(t, "the paperback", &sdk.Paperback{
		ID: rest.Some[int64](101), Kind: rest.Some("paperback"), Title: rest.Some("The Lamp at Low Tide"), Subtitle: rest.Some("A harbour mystery"),
		Isbn: rest.Some("9780000000101"), AuthorIDs: []int64{11}, Genre: rest.Some(sdk.GenreCrime), Price: rest.Some[rest.Decimal]("12.90"),
		Published: rest.Some[rest.Date]("2019-03-28"), AddedAt: rest.Some(rest.UnixSecondsOf(time.Date(2019, 3, 28, 0, 0, 0, 0, time.UTC))), AverageRating: rest.Some(4.0),
		Tags: []string{"sea", "staff pick"}, Pages: rest.Some[int32](320), WeightGrams: rest.Some[int32](410),
		Size: &sdk.Size{WidthMm: rest.Some[int32](126), HeightMm: rest.Some[int32](198)},
	}, paperback)
	audiobook, err := rest.As[sdk.Audiobook](page.Value[1])
	must(t, err)
	equal(t, "the narrators", []string{"Ines Falk"}, audiobook.Narrators)
	equal(t, "the minutes", int32(552), audiobook.Minutes.Or(0))
	if !audiobook.Subtitle.IsNull() || !audiobook.AverageRating.IsNull() || audiobook.Tags != nil {
		t.Errorf("what is null or absent is %v, %v, %v", audiobook.Subtitle, audiobook.AverageRating, audiobook.Tags)
	}
	one, err := client.Books.Get(ctx, 103)
	must(t, err)
	ebook, err := rest.As[sdk.Ebook](one)
	must(t, err)
	equal(t, "the formats", []sdk.EbookFormats{sdk.EbookFormatsEpub, sdk.EbookFormatsPDF}, ebook.Formats)
	equal(t, "the size", int64(5_368_709_120), ebook.FileSize.Or(0))
	if until := ebook.RightsUntil.Or(0).Time(); !until.Equal(time.Date(2040, 1, 1, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("the shop may sell it until %v", until)
	}

	if _, err := rest.As[sdk.Ebook](page.Value[0]); !errors.Is(err, rest.ErrType) {
		t.Errorf("a paperback as an ebook: %v", err)
	}
	_, err = client.Books.Get(ctx, 999)
	refused(t, err, http.StatusNotFound, "book_not_found", "There is no book 999.")
}

func TestBooksCreate(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	var answer *http.Response
	created, err := client.Books.Create(ctx, rest.From[sdk.Book](&sdk.Ebook{
		Title: rest.Some("Notes on Fog"), Isbn: rest.Some("9780000000108"), AuthorIDs: []int64{13}, Genre: rest.Some(sdk.GenrePoetry),
		Price: rest.Some[rest.Decimal]("4.90"), Published: rest.Some[rest.Date]("2026-01-15"), Formats: []sdk.EbookFormats{sdk.EbookFormatsEpub},
	}), rest.Into(&answer))
	must(t, err)
	id := created.ID.Or(0)
	last := shop.books[len(shop.books)-1]
	if last.ID != id || last.Kind != "ebook" || last.Price != "4.90" || len(last.Formats) != 1 {
		t.Errorf("the server has %+v", last.book)
	}
	equal(t, "when it was added", rest.UnixSecondsOf(shop.now()), created.AddedAt.Or(0))
	equal(t, "the status", http.StatusCreated, answer.StatusCode)
	if want := Base + "/books/" + strconv.FormatInt(id, 10); !strings.HasSuffix(answer.Header.Get("Location"), want) {
		t.Errorf("Location is %q, want ...%s", answer.Header.Get("Location"), want)
	}
	got, err := client.Books.Get(ctx, id)
	must(t, err)
	equal(t, "the book that was created", created, got)

	_, err = client.Books.Create(ctx, rest.From[sdk.Book](&sdk.Paperback{Title: rest.Some("Thin"), Price: rest.Some[rest.Decimal]("5")}))
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "6 of the values", "isbn", "author_ids", "genre", "price", "published", "pages")
	_, err = client.Books.Create(ctx, &sdk.Book{Title: rest.Some("Of no kind"), Isbn: rest.Some("9780000000109"), AuthorIDs: []int64{13}, Genre: rest.Some(sdk.GenrePoetry),
		Price: rest.Some[rest.Decimal]("1.00"), Published: rest.Some[rest.Date]("2026-01-15")})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "1 of the values", "kind")
}

func TestBooksUpdate(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	var answer *http.Response
	_, err := client.Books.Get(ctx, 101, rest.Into(&answer))
	must(t, err)
	etag := answer.Header.Get("ETag")
	changed, err := client.Books.Update(ctx, 101, etag, &sdk.Book{Price: rest.Some[rest.Decimal]("11.90"), Subtitle: rest.Null[string]()}, rest.Into(&answer))
	must(t, err)
	b := shop.books[0]
	if b.Price != "11.90" || b.Subtitle != nil || b.Title != "The Lamp at Low Tide" || *b.Pages != 320 || b.version != 2 {
		t.Errorf("the server has version %d of %+v", b.version, b.book)
	}
	if changed.Price.Or("") != "11.90" || !changed.Subtitle.IsNull() || answer.Header.Get("ETag") != `"v2"` {
		t.Errorf("the answer is %+v, %s", changed, answer.Header.Get("ETag"))
	}

	_, err = client.Books.Update(ctx, 101, etag, &sdk.Book{Price: rest.Some[rest.Decimal]("10.90")})
	refused(t, err, http.StatusPreconditionFailed, "etag_outdated", `it is "v2" by now`)
	if !errors.Is(err, rest.ErrPreconditionFailed) || b.Price != "11.90" {
		t.Errorf("%v is not rest.ErrPreconditionFailed, or the price is %s", err, b.Price)
	}
	_, err = client.Books.Update(ctx, 101, "", &sdk.Book{Price: rest.Some[rest.Decimal]("10.90")})
	if err == nil {
		t.Error("without an ETag it is no error")
	}
	_, err = client.Books.Update(ctx, 101, `"v2"`, &sdk.Book{Isbn: rest.Some("1"), Genre: rest.Null[sdk.Genre]()})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "", "isbn", "genre")

	// The members of its kind, sent as what it is.
	_, err = client.Books.Update(ctx, 101, `"v2"`, rest.From[sdk.Book](&sdk.Paperback{Pages: rest.Some[int32](322), Size: &sdk.Size{WidthMm: rest.Some[int32](130)}}))
	must(t, err)
	if *b.Pages != 322 || *b.Size != (size{130, 198}) || b.version != 3 {
		t.Errorf("the server has version %d, %d pages, size %v", b.version, *b.Pages, *b.Size)
	}
}

func TestBooksDelete(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	_, err := client.Books.Delete(ctx, 104, rest.IfMatch(`"v7"`))
	refused(t, err, http.StatusPreconditionFailed, "etag_outdated", "")
	got, err := client.Books.Delete(ctx, 104)
	must(t, err)
	equal(t, "the status", http.StatusNoContent, got.StatusCode)
	equal(t, "the books that are left", 6, len(shop.books))
	_, err = client.Books.Delete(ctx, 104)
	refused(t, err, http.StatusNotFound, "book_not_found", "104")
}

func TestBooksReserve(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	got, err := client.Books.Reserve(ctx, 101, &sdk.BookReserveRequest{Branch: rest.Some("harbour"), Copies: rest.Some[int32](2), Days: rest.Some[int32](5)})
	must(t, err)
	equal(t, "the copies that are left", 1, shop.stock[101]["harbour"])
	equal(t, "the book", int64(101), got.BookID.Or(0))
	if until := got.ExpiresAt.Or(rest.DateTimeOffset{}); !until.Time.Equal(time.Date(2026, 2, 8, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("it is kept until %v", until)
	}
	_, err = client.Books.Reserve(ctx, 106, &sdk.BookReserveRequest{Branch: rest.Some("harbour")})
	refused(t, err, http.StatusConflict, "out_of_stock", "harbour has 0 copies.")
	_, err = client.Books.Reserve(ctx, 106, &sdk.BookReserveRequest{})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "", "branch")
}

func TestCover(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	_, err := client.Books.Cover.Get(ctx, 101)
	refused(t, err, http.StatusNotFound, "cover_not_found", "")
	image := append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte{0, 0xFF, 0x80}, 50_000)...)
	sent, err := client.Books.Cover.Replace(ctx, 101, bytes.NewReader(image))
	must(t, err)
	equal(t, "the status", http.StatusNoContent, sent.StatusCode)
	if !bytes.Equal(shop.covers[101], image) {
		t.Errorf("the server has %d bytes", len(shop.covers[101]))
	}
	stream, err := client.Books.Cover.Get(ctx, 101)
	must(t, err)
	defer stream.Close()
	got, err := io.ReadAll(stream)
	must(t, err)
	if !bytes.Equal(got, image) || stream.ContentType != "image/png" || stream.ContentLength != int64(len(image)) {
		t.Errorf("%d bytes of %s, announced as %d", len(got), stream.ContentType, stream.ContentLength)
	}
	_, err = client.Books.Cover.Replace(ctx, 101, strings.NewReader("GIF89a"))
	refused(t, err, http.StatusUnprocessableEntity, "no_image", "")
	_, err = client.Books.Cover.Replace(ctx, 101, bytes.NewReader(image), rest.ContentType("image/jpeg"))
	refused(t, err, http.StatusUnsupportedMediaType, "wrong_media_type", "image/png")
}

func TestReviews(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	id := func(r *sdk.Review) int64 { return r.ID.Or(0) }
	for _, size := range []string{"1", "2", "5", "50"} {
		equal(t, "all reviews, "+size+" a page", []int64{501, 502, 503, 504, 505}, collect(t, client.Books.Reviews.All(ctx, 101, rest.Query("per_page", size)), id))
	}
	equal(t, "reviews of an unread book", 0, len(collect(t, client.Books.Reviews.All(ctx, 104), id)))
	page, err := client.Books.Reviews.List(ctx, 101, rest.Query("page", "3"), rest.Query("per_page", "2"))
	must(t, err)
	if len(page.Value) != 1 || page.NextLink != "" || page.Count.Or(0) != 5 {
		t.Errorf("the last page has %d of %v reviews, and the next is %q", len(page.Value), page.Count, page.NextLink)
	}

	created, err := client.Books.Reviews.Create(ctx, 101, &sdk.Review{Rating: rest.Some[int32](1), Text: rest.Some("No lamp."), Reviewer: rest.Some("reader-6")})
	must(t, err)
	last := shop.reviews[101][5]
	if last.ID != created.ID.Or(0) || last.Text != "No lamp." || *shop.books[0].AverageRating != 3.5 {
		t.Errorf("the server has %+v, on average %v", last, *shop.books[0].AverageRating)
	}
	_, err = client.Books.Reviews.Create(ctx, 101, &sdk.Review{Rating: rest.Some[int32](6), Reviewer: rest.Some("reader-6")})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "", "rating")
	_, err = client.Books.Reviews.List(ctx, 999)
	refused(t, err, http.StatusNotFound, "book_not_found", "")
	for _, err := range client.Books.Reviews.All(ctx, 101, rest.Query("per_page", "51")) {
		refused(t, err, http.StatusBadRequest, "wrong_parameters", "", "per_page")
	}
}

func TestStock(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	levels, err := client.Books.Stock.Get(ctx, 101)
	must(t, err)
	equal(t, "the copies", map[string]int32{"harbour": 3, "old-town": 0}, levels.ByBranch)
	old, err := client.Stock.Get(ctx, 101) //lint:ignore SA1019 it still has to work
	must(t, err)
	equal(t, "the same at the old place", levels, old)
	none, err := client.Books.Stock.Get(ctx, 102)
	must(t, err)
	if none.ByBranch == nil || len(none.ByBranch) != 0 {
		t.Errorf("the copies of a book that no branch has: %#v", none.ByBranch)
	}

	got, err := client.Books.Stock.Replace(ctx, 105, &sdk.StockLevels{ByBranch: map[string]int32{"harbour": 2, "old-town": 4}})
	must(t, err)
	equal(t, "the answer", map[string]int32{"harbour": 2, "old-town": 4}, got.ByBranch)
	equal(t, "the server's copies", map[string]int{"harbour": 2, "old-town": 4}, shop.stock[105])
	_, err = client.Books.Stock.Replace(ctx, 105, &sdk.StockLevels{ByBranch: map[string]int32{}})
	must(t, err)
	equal(t, "the server's copies", map[string]int{}, shop.stock[105])
	_, err = client.Books.Stock.Replace(ctx, 105, &sdk.StockLevels{ByBranch: map[string]int32{"moon": 1}})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "", "by_branch.moon")
	_, err = client.Stock.Get(ctx, 999) //lint:ignore SA1019 it still has to work
	refused(t, err, http.StatusNotFound, "book_not_found", "")
}

func TestPrices(t *testing.T) {
	shop, client := open(t)
	ctx := t.Context()
	change := func(id int64, price rest.Decimal) *sdk.PriceChange {
		return &sdk.PriceChange{BookID: rest.Some(id), Price: rest.Some(price)}
	}
	got, err := client.Prices.Create(ctx, []*sdk.PriceChange{change(101, "11.90"), change(999, "5.00"), change(102, "20.00")})
	must(t, err)
	equal(t, "the outcomes", []*sdk.PriceOutcome{
		{BookID: rest.Some[int64](101), Outcome: rest.Some(sdk.PriceOutcomeOutcomeChanged), Price: rest.Some[rest.Decimal]("11.90")},
		{BookID: rest.Some[int64](999), Outcome: rest.Some(sdk.PriceOutcomeOutcomeUnknownBook), Price: rest.Null[rest.Decimal]()},
		{BookID: rest.Some[int64](102), Outcome: rest.Some(sdk.PriceOutcomeOutcomeChanged), Price: rest.Some[rest.Decimal]("20.00")},
	}, got)
	equal(t, "the server's prices", []string{"11.90", "20.00"}, []string{shop.books[0].Price, shop.books[1].Price})
	_, err = client.Prices.Create(ctx, []*sdk.PriceChange{change(101, "11.90"), change(102, "1e1")})
	refused(t, err, http.StatusUnprocessableEntity, "validation_failed", "", "1.price")
}
