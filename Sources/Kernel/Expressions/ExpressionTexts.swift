/// Complaints about expressions.
enum ExpressionTexts {
    static let withPlace = Text(ru: "{problem}: {place}", en: "{problem}: {place}")

    static func problem(_ code: ExpressionError.Code) -> Text {
        switch code {
        case .badVariableName: badVariableName
        case .empty: empty
        case .syntax: syntax
        case .unknownFunction: Text(ru: "Неизвестная функция", en: "Unknown function")
        case .unmatchedClose: Text(ru: "Лишняя закрывающая скобка", en: "Unmatched closing bracket")
        case .unmatchedOpen: Text(ru: "Не закрыта скобка", en: "Unmatched opening bracket")
        case .divisionByZero: Text(ru: "Деление на ноль", en: "Division by zero")
        case .wrongOrder: Text(ru: "Здесь ожидалось значение", en: "A value was expected here")
        case .wrongArguments: wrongArguments
        }
    }

    static let badVariableName = Text(
        ru: "Нет такого значения; выберите его из списка вставки",
        en: "No such value; choose one from the list of insertions")
    static let empty = Text(ru: "Пустое выражение", en: "Empty expression")
    static let syntax = Text(ru: "Ошибка в записи выражения", en: "Syntax error in the expression")
    static let wrongArguments = Text(
        ru: "Неверные значения для вычисления", en: "Values unsuitable for this calculation")
    static let unknownAlias = Text(
        ru: "Нет поля с таким названием; выберите его из списка вставки",
        en: "No field has this title; choose one from the list of insertions")
    static let unknownModifier = Text(ru: "Неизвестный модификатор вывода", en: "Unknown output modifier")
    static let unclosedQuote = Text(ru: "Не закрыта кавычка", en: "The quotation mark is not closed")
    static let unclosedReference = Text(ru: "Вставка не закрыта скобкой }", en: "The insertion lacks its closing }")
    static let unclosedExpression = Text(
        ru: "Выражение не закрыто скобками }}", en: "The expression lacks its closing }}")
    static let badNumber = Text(ru: "Неверное число", en: "Malformed number")
    static let missingOperator = Text(
        ru: "Между значениями нужен знак действия", en: "An operator is needed between two values")
    static let tooComplex = Text(
        ru: "Слишком сложное выражение; разбейте его на части", en: "The expression is too complex; split it up")
    static let tooLong = Text(
        ru: "Слишком длинный текст (больше {limit} байт)", en: "The text is too long (over {limit} bytes)")
    static let resultTooLarge = Text(ru: "Слишком большой результат", en: "The result is too large")
    static let notNumber = Text(ru: "Здесь нужно число, а не «{value}»", en: "A number is needed here, not “{value}”")
    static let notDate = Text(ru: "Здесь нужна дата, а не «{value}»", en: "A date is needed here, not “{value}”")
    static let notUser = Text(ru: "Здесь нужен сотрудник, а не «{value}»", en: "A person is needed here, not “{value}”")
    static let notInterval = Text(
        ru: "Непонятный промежуток «{value}»; пример: 1d 2h", en: "Unclear interval “{value}”; an example: 1d 2h")
    static let notDateText = Text(
        ru: "Непонятная дата «{value}»; пример: tomorrow 10:00",
        en: "Unclear date “{value}”; an example: tomorrow 10:00")
    static let notConvertible = Text(
        ru: "Неизвестный вид преобразования «{value}»", en: "Unknown kind of conversion “{value}”")
    static let noDocument = Text(ru: "У этого процесса нет элемента CRM", en: "This process has no CRM item")
    static let argumentCount = Text(
        ru: "Функция {name} принимает значений: {count}", en: "Function {name} takes this many values: {count}")
}
