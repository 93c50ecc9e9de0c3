/// Complaints about JSON that somebody sent or edited.
enum JSONTexts {
    static let tooLarge = Text(
        ru: "JSON больше допустимого ({limit} байт). Отправьте данные по частям.",
        en: "The JSON is larger than allowed ({limit} bytes). Send the data in parts.")
    static let tooDeep = Text(
        ru: "Слишком глубокая вложенность JSON: строка {line}, символ {column}.",
        en: "The JSON is nested too deeply: line {line}, column {column}.")
    static let endedEarly = Text(
        ru: "JSON оборван: строка {line}, символ {column}. Проверьте закрывающие скобки и кавычки.",
        en: "The JSON ends too early: line {line}, column {column}. Check closing brackets and quotes.")
    static let unexpected = Text(
        ru: "Ошибка в JSON: строка {line}, символ {column}. Исправьте это место.",
        en: "JSON syntax error: line {line}, column {column}. Correct that place.")
    static let badNumber = Text(
        ru: "Неверное число в JSON: строка {line}, символ {column}.",
        en: "Bad number in JSON: line {line}, column {column}.")
    static let badText = Text(
        ru: "Неверная строка в JSON: строка {line}, символ {column}. Нужны UTF-8 и правильные \\-последовательности.",
        en: "Bad string in JSON: line {line}, column {column}. It must be UTF-8 with valid \\ escapes.")
    static let notValue = Text(
        ru: "Сохранённое значение повреждено: неизвестный вид «{kind}».",
        en: "The stored value is damaged: unknown kind “{kind}”.")
}
