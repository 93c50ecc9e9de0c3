import Kernel

enum StepTexts {
    static let notYesNo = Text(ru: "Здесь ожидается да или нет.", en: "Yes or no is expected here.")
    static let notNumber = Text(ru: "Здесь ожидается число.", en: "A number is expected here.")
    static let notChoice = Text(ru: "Выберите одно из предложенных значений.", en: "Choose one of the offered values.")
    static let notMoment = Text(
        ru: "Здесь ожидается дата или дата со временем.", en: "A date or a date with time is expected here.")
    static let notFieldValues = Text(
        ru: "Здесь ожидаются пары «поле — значение».", en: "Pairs of field and value are expected here.")
    static let badInsertion = Text(
        ru: "Не удалось подставить значение в «{parameter}». {problem}",
        en: "Could not fill in “{parameter}”. {problem}")
}
