package bookshop

import (
	"fmt"
	"time"
)

// seed fills an empty shop: seven books of all kinds by three authors, twelve
// customers, five orders, five reviews of the first book, and two branches.
func (s *Shop) seed() {
	born := "1815-12-10"
	s.authors = []author{
		{ID: 11, Name: "Ada Quill", Born: &born, Site: "https://quill.example/"},
		{ID: 12, Name: "Bertil Hammar"},
		{ID: 13, Name: "Chioma Okafor"},
	}
	subtitle := "A harbour mystery"
	pages, weight := int32(320), int32(410)
	minutes := int32(552)
	fileSize, rights := int64(5_368_709_120), int64(2_208_988_800)
	paperback := func(id int64, title string, genre, price string) book {
		return book{ID: id, Kind: "paperback", Title: title, ISBN: fmt.Sprintf("97800000%05d", id), AuthorIDs: []int64{11}, Genre: genre,
			Price: price, Published: "2019-03-28", AddedAt: 1_553_731_200, Pages: &pages, WeightGrams: &weight, Size: &size{126, 198}}
	}
	first := paperback(101, "The Lamp at Low Tide", "crime", "12.90")
	first.Subtitle, first.Tags = &subtitle, []string{"sea", "staff pick"}
	for _, b := range []book{
		first,
		{ID: 102, Kind: "audiobook", Title: "Tides", ISBN: "9780000000102", AuthorIDs: []int64{11, 12}, Genre: "crime", Price: "24.00",
			Published: "2020-10-01", AddedAt: 1_601_510_400, Narrators: []string{"Ines Falk"}, Minutes: &minutes},
		{ID: 103, Kind: "ebook", Title: "Atlas of Rain", ISBN: "9780000000103", AuthorIDs: []int64{13}, Genre: "history", Price: "9.50",
			Published: "2021-05-17", AddedAt: 1_621_209_600, Formats: []string{"epub", "pdf"}, FileSize: &fileSize, RightsUntil: &rights},
		paperback(104, "Small Verses", "poetry", "8.00"),
		paperback(105, "The Goose Who Counted", "children", "7.45"),
		paperback(106, "A Wall of Maps", "history", "31.00"),
		paperback(107, "Nine Doors", "fantasy", "14.20"),
	} {
		s.books = append(s.books, &stored{book: b, version: 1})
	}
	s.covers, s.repeats, s.imports = map[int64][]byte{}, map[string]repeat{}, map[string]*job{}
	s.stock = map[int64]map[string]int{
		101: {"harbour": 3, "old-town": 0}, 102: {}, 103: {}, 104: {"harbour": 1},
		105: {"old-town": 6}, 106: {"harbour": 0}, 107: {"harbour": 2, "old-town": 2},
	}
	s.shelves = map[string]shelfPlan{
		"harbour":  {Branch: "harbour", Grid: [][]int64{{101, 0, 104}, {}, {107}}, Labels: []string{"crime & verse"}, UpdatedAt: "2026-02-03T08:00:00Z"},
		"old-town": {Branch: "old-town", Grid: [][]int64{}, UpdatedAt: "2026-02-03T08:00:00Z"},
	}
	s.reviews = map[int64][]review{}
	for i, rating := range []int{5, 4, 4, 2, 5} {
		s.reviews[101] = append(s.reviews[101], review{ID: int64(501 + i), Rating: rating, Reviewer: fmt.Sprintf("reader-%d", i+1),
			WrittenAt: time.Date(2026, 1, 5+i, 18, 30, 0, 0, time.UTC).Format(time.RFC3339)})
	}
	s.reviews[101][3].Text = "Too much water."
	s.rate(s.books[0])
	for i := range 12 {
		s.people = append(s.people, customer{ID: int64(2001 + i), Name: fmt.Sprintf("Customer %d", i+1), Email: fmt.Sprintf("c%d@mail.example", i+1), Balance: "0.00"})
	}
	birthday := "1990-09-09"
	s.people[11].Birthday, s.people[11].Balance = &birthday, "3.20"
	s.people[0].Address = &address{"7 Quay Street", "Port Linden", "4021", "NO"}
	for i := range 5 {
		b := s.books[i]
		s.orders = append(s.orders, &order{ID: fmt.Sprintf("ord-%d", 1001+i), CustomerID: int64(2001 + i), Status: "placed", Currency: "EUR",
			Lines: []orderLine{{b.ID, 1, b.Price}}, Total: b.Price, PlacedAt: fmt.Sprintf("2026-02-0%dT09:15:00Z", 1+i/2)})
	}
	s.orders[1].Status = "shipped"
}
