/// Words of conditions, as they stand in the condition builder and in the journal.
enum ConditionTexts {
    static func title(of sign: ConditionOperator) -> Text {
        switch sign {
        case .equal: Text(ru: "равно", en: "equals")
        case .notEqual: Text(ru: "не равно", en: "does not equal")
        case .contains: Text(ru: "содержит", en: "contains")
        case .notContains: Text(ru: "не содержит", en: "does not contain")
        case .filled: Text(ru: "заполнено", en: "is filled")
        case .notFilled: Text(ru: "не заполнено", en: "is not filled")
        case .greater: Text(ru: "больше", en: "is greater than")
        case .atLeast: Text(ru: "не меньше", en: "is at least")
        case .less: Text(ru: "меньше", en: "is less than")
        case .atMost: Text(ru: "не больше", en: "is at most")
        case .between: Text(ru: "в диапазоне", en: "is between")
        case .in: Text(ru: "содержится в", en: "is one of")
        case .notIn: Text(ru: "не содержится в", en: "is none of")
        case .changed: Text(ru: "изменено", en: "has changed")
        }
    }

    static let and = Text(ru: "{left} и {right}", en: "{left} and {right}")
    static let or = Text(ru: "{left} или {right}", en: "{left} or {right}")
    static let not = Text(ru: "неверно, что {condition}", en: "it is not so that {condition}")
    static let range = Text(ru: "{from} … {to}", en: "{from} … {to}")
    static let always = Text(ru: "всегда", en: "always")
    static let isTrue = Text(ru: "{condition}: да", en: "{condition}: yes")
    static let isFalse = Text(ru: "{condition}: нет", en: "{condition}: no")
    static let seen = Text(ru: "{title} ({value})", en: "{title} ({value})")

    static let badForm = Text(
        ru: "Сохранённое условие повреждено: {place}. Настройте условие заново.",
        en: "The stored condition is damaged: {place}. Set the condition up again.")
    static let tooComplex = Text(
        ru: "Слишком сложное условие: больше {limit} сравнений или слишком глубокие группы.",
        en: "The condition is too complex: over {limit} comparisons or groups too deep.")
}
