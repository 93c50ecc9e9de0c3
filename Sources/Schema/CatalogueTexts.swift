/// What a new portal's dictionaries of products hold: names that administrators may change.
enum CatalogueTexts {
    /// Codes of the classifier of units (ОКЕИ); the first is the usual one.
    static let measures: [(code: Int64, name: String, symbol: String)] = [
        (796, "Штука", "шт"), (166, "Килограмм", "кг"), (163, "Грамм", "г"), (168, "Тонна", "т"), (6, "Метр", "м"), (112, "Литр", "л"),
        (778, "Упаковка", "упак"), (356, "Час", "ч"), (876, "Условная единица", "усл. ед."),
    ]

    /// The first is the base currency; the rates of the others are told later.
    static let currencies: [(code: String, name: String, nominal: Int64)] = [
        ("RUB", "Российский рубль", 1), ("USD", "Доллар США", 1), ("EUR", "Евро", 1), ("CNY", "Китайский юань", 1), ("KZT", "Казахстанский тенге", 100),
    ]

    /// Rates in hundredths of a percent; nil is none.
    static let rates: [(name: String, rate: Int64?)] = [
        ("Без НДС", nil), ("НДС 0 %", 0), ("НДС 5 %", 500), ("НДС 7 %", 700), ("НДС 10 %", 1000), ("НДС 20 %", 2000), ("НДС 22 %", 2200),
    ]
}
