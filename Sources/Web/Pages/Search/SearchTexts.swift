import Kernel

/// What the search page says.
enum SearchTexts {
    static let title = Text(ru: "Поиск", en: "Search")
    static let prompt = Text(ru: "Название, клиент, телефон, e-mail, #номер", en: "Title, client, phone, e-mail, #number")
    static let people = Text(ru: "Сотрудники", en: "People")
    static let tasks = Text(ru: "Задачи", en: "Tasks")
    static let all = Text(ru: "Показать все", en: "Show all")
    static let tooShort = Text(ru: "Введите хотя бы два знака", en: "Type at least two characters")
    static let hint = Text(
        ru: "Ищем по названиям, именам, телефонам и адресам почты. Телефон можно писать как угодно: 8 (495) 123-45-67 или +7 495 1234567.",
        en: "Titles, names, phones and mail addresses are searched. Write a phone number any way you like.")
    static let nothing = Text(ru: "По запросу «{words}» ничего не нашлось", en: "Nothing found for “{words}”")
    static let nothingHint = Text(
        ru: "Проверьте написание или введите часть слова. Показывается только то, что вам открыто.",
        en: "Check the spelling or type a part of a word. Only what is open to you is shown.")
}
