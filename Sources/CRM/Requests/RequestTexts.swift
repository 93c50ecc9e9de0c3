import Kernel

enum RequestTexts {
    static let nobody = Text(
        ru: "Некого спросить: укажите, кто заполнит поля.", en: "There is nobody to ask: choose who fills in the fields.")
    static let none = Text(ru: "Такого вопроса нет.", en: "There is no such question.")
    static let answeredAlready = Text(ru: "На этот вопрос уже ответили или его передали.", en: "This question has been answered or handed over already.")
    static let notAsked = Text(ru: "Этого человека не спрашивали.", en: "This person was not asked.")
}
