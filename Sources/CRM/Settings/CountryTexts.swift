import Kernel

extension Country {
    /// The countries of the list, Russia first.
    package static let offered: [Country] = [
        Country("RU", Text(ru: "Россия", en: "Russia")),
        Country("AM", Text(ru: "Армения", en: "Armenia")),
        Country("AZ", Text(ru: "Азербайджан", en: "Azerbaijan")),
        Country("BY", Text(ru: "Беларусь", en: "Belarus")),
        Country("CN", Text(ru: "Китай", en: "China")),
        Country("DE", Text(ru: "Германия", en: "Germany")),
        Country("EE", Text(ru: "Эстония", en: "Estonia")),
        Country("GB", Text(ru: "Великобритания", en: "United Kingdom")),
        Country("GE", Text(ru: "Грузия", en: "Georgia")),
        Country("IN", Text(ru: "Индия", en: "India")),
        Country("KG", Text(ru: "Киргизия", en: "Kyrgyzstan")),
        Country("KZ", Text(ru: "Казахстан", en: "Kazakhstan")),
        Country("LT", Text(ru: "Литва", en: "Lithuania")),
        Country("LV", Text(ru: "Латвия", en: "Latvia")),
        Country("MD", Text(ru: "Молдавия", en: "Moldova")),
        Country("RS", Text(ru: "Сербия", en: "Serbia")),
        Country("TJ", Text(ru: "Таджикистан", en: "Tajikistan")),
        Country("TM", Text(ru: "Туркмения", en: "Turkmenistan")),
        Country("TR", Text(ru: "Турция", en: "Türkiye")),
        Country("UA", Text(ru: "Украина", en: "Ukraine")),
        Country("US", Text(ru: "США", en: "United States")),
        Country("UZ", Text(ru: "Узбекистан", en: "Uzbekistan")),
    ]
}
