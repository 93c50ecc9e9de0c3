import Kernel

enum CurrencyTexts {
    static let badCode = Text(
        ru: "Код валюты — три латинские буквы, например USD.", en: "The code of a currency is three Latin letters, such as USD.")
    static let longName = Text(ru: "Название валюты длиннее 200 знаков.", en: "The name of the currency is longer than 200 characters.")
    static let badNominal = Text(
        ru: "Номинал — целое число от 1 до миллиона.", en: "The nominal is a whole number from 1 to a million.")
    static let badRate = Text(
        ru: "Курс — положительное число, например 92,5. Оставьте пустым, если он неизвестен.",
        en: "The rate is a positive number, such as 92.5. Leave it empty when it is not known.")
    static let none = Text(ru: "Такой валюты нет. Обновите страницу.", en: "There is no such currency. Reload the page.")
    static let base = Text(ru: "Основную валюту удалить нельзя.", en: "The base currency cannot be deleted.")
}
