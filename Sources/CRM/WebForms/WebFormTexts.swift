import Kernel

/// What people read about web forms: in the settings and on the public page.
package enum WebFormTexts {
    package static let noSuchForm = Text(
        ru: "Такой формы нет. Проверьте адрес.", en: "There is no such form. Check the address.")
    package static let closed = Text(
        ru: "Форма сейчас не принимает заявки. Свяжитесь с нами другим способом.",
        en: "This form does not take requests at the moment. Please contact us another way.")
    package static let title = Text(
        ru: "Назовите форму: от 1 до 200 знаков.", en: "Name the form: 1 to 200 characters.")
    package static let tooLong = Text(
        ru: "Слишком длинно: не больше {limit} знаков.", en: "Too long: {limit} characters at most.")
    package static let noFields = Text(
        ru: "Выберите хотя бы одно поле лида, которое заполнит посетитель.",
        en: "Choose at least one lead field for the visitor to fill.")
    package static let noContact = Text(
        ru: "Добавьте телефон или e-mail, иначе с посетителем не связаться.",
        en: "Add phone or e-mail, or nobody can contact the visitor.")
    package static let badField = Text(
        ru: "Поле «{code}» нельзя поставить на форму. Уберите его.",
        en: "The field “{code}” cannot be on a form. Remove it.")
    package static let twice = Text(ru: "Поле «{code}» выбрано дважды.", en: "The field “{code}” is chosen twice.")
    package static let emptyQueue = Text(
        ru: "Чтобы распределять заявки, выберите хотя бы одного сотрудника.",
        en: "To distribute requests, choose at least one person.")
    package static let badPerson = Text(
        ru: "Выберите работающих сотрудников.", en: "Choose active people.")
    package static let badSource = Text(
        ru: "Выберите источник из списка.", en: "Choose a source from the list.")
    package static let tooOften = Text(
        ru: "Слишком много заявок с вашего адреса. Повторите через {minutes} мин.",
        en: "Too many requests from your address. Try again in {minutes} min.")
    package static let required = Text(ru: "Заполните это поле.", en: "Fill in this field.")
    package static let nothingFilled = Text(
        ru: "Заполните форму: без данных мы не сможем связаться с вами.",
        en: "Fill in the form: without data we cannot contact you.")

    package static let send = Text(ru: "Отправить", en: "Send")
    package static let thanks = Text(
        ru: "Спасибо! Мы получили вашу заявку и скоро свяжемся с вами.",
        en: "Thank you! We have received your request and will contact you soon.")
    package static let leadTitle = Text(ru: "Заявка с формы «{form}»", en: "Request from the form “{form}”")
}
