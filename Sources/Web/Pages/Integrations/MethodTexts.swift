import Kernel

enum MethodTexts {
    static let title = Text(ru: "Методы REST API", en: "Methods of the REST API")
    static let lead = Text(
        ru: "Те же имена и параметры, что у Битрикс24: программы, написанные для него, работают без переделки.",
        en: "The names and parameters are those of Bitrix24: programs written for it work as they are.")
    static let find = Text(ru: "Найти метод", en: "Find a method")
    static let common = Text(ru: "Общие", en: "Common")
    static let parameters = Text(ru: "Параметры", en: "Parameters")
    static let noParameters = Text(ru: "Метод ничего не требует.", en: "The method asks for nothing.")
    static let name = Text(ru: "Имя", en: "Name")
    static let type = Text(ru: "Тип", en: "Type")
    static let meaning = Text(ru: "Что значит", en: "Meaning")
    static let required = Text(ru: "обязателен", en: "required")
    static let tryIt = Text(ru: "Попробовать", en: "Try it")
    static let json = Text(ru: "Параметры в JSON", en: "Parameters as JSON")
    static let run = Text(ru: "Выполнить", en: "Call")
    static let answer = Text(ru: "Ответ", en: "Answer")
    static let scope = Text(
        ru: "Вызов настоящий, от вашего имени. Вебхуку нужно право «{scope}».", en: "The call is real, in your name. A webhook needs the access “{scope}”.")
    static let noScope = Text(
        ru: "Вызов настоящий, от вашего имени. Прав вебхуку не нужно.", en: "The call is real, in your name. A webhook needs no access for it.")
}
