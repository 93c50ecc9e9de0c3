import Kernel

enum PublicFormTexts {
    static let closed = Text(ru: "Форма закрыта", en: "The form is closed")
    static let sent = Text(ru: "Заявка отправлена", en: "The request is sent")
    static let again = Text(ru: "Отправить ещё одну", en: "Send another")
    static let trap = Text(ru: "Не заполняйте это поле", en: "Leave this field empty")
    static let yes = Text(ru: "Да", en: "Yes")
    static let no = Text(ru: "Нет", en: "No")
    static let choose = Text(ru: "Выберите", en: "Choose")
}
