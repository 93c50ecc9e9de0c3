import Kernel

/// What people read on the page of currencies.
enum CurrencyPageTexts {
    static let title = Text(ru: "Валюты", en: "Currencies")
    static let lead = Text(
        ru: "В каких валютах бывают суммы и сколько они стоят. Курсы сообщают люди или программы по REST API.",
        en: "What sums can be in, and what it costs. People or programs tell the rates by the REST API.")
    static let currency = Text(ru: "Валюта", en: "Currency")
    static let rate = Text(ru: "Курс", en: "Rate")
    static let told = Text(ru: "Обновлена", en: "Updated")
    static let base = Text(ru: "Основная", en: "Base")
    static let unknown = Text(ru: "не задан", en: "not set")
    static let new = Text(ru: "Новая валюта", en: "New currency")
    static let code = Text(ru: "Код", en: "Code")
    static let codeHelp = Text(ru: "Три латинские буквы, например AED", en: "Three Latin letters, such as AED")
    static let name = Text(ru: "Название", en: "Name")
    static let nominal = Text(ru: "Номинал", en: "Nominal")
    static let rateInBase = Text(ru: "Курс в рублях", en: "Rate in roubles")
    static func count(_ count: Int, withoutRate: Int) -> Text {
        let all = Text(ru: "Валют: \(count)", en: "\(count) currencies")
        return withoutRate == 0 ? all : Text(ru: "\(all.russian), без курса: \(withoutRate)", en: "\(all.english), \(withoutRate) without a rate")
    }
}
