import Kernel

enum ApplicationTexts {
    static let title = Text(ru: "Приложения (OAuth)", en: "Applications (OAuth)")
    static let new = Text(ru: "Новое приложение", en: "New application")
    static let create = Text(ru: "Добавить приложение", en: "Add the application")
    static let deleted = Text(ru: "Приложение удалено: его токены больше не действуют", en: "The application is deleted: its tokens work no more")
    static let none = Text(ru: "Приложений пока нет", en: "No applications yet")
    static let noneHint = Text(
        ru: "Приложение работает от имени каждого, кто в него вошёл, и с его правами. Для программы, которая работает от имени одного человека, хватит вебхука.",
        en: "An application acts for everybody who has signed in to it, with that person's rights. For a program that acts for one person a webhook will do.")
    static let titleHelp = Text(ru: "Под этим именем изменения видны в истории карточек.", en: "Cards show changes under this name.")
    static let address = Text(ru: "Адрес возврата", en: "Return address")
    static let addressHelp = Text(
        ru: "Сюда портал вернёт человека с кодом доступа (redirect_uri). На другие адреса коды не отправляются.",
        en: "The portal sends people back here with a code (redirect_uri). Codes go to no other address.")
    static let scopesHelp = Text(
        ru: "Приложение видит и меняет не больше, чем вошедший в него человек, и только в отмеченных разделах.",
        en: "The application sees and changes no more than the person who signed in to it, and only in what is ticked.")
    static let people = Text(ru: "Вошли", en: "Signed in")
    static let secretsOnce = Text(ru: "Скопируйте ключи: они показаны один раз", en: "Copy the keys: they are shown once")
    static let secretsOnceHint = Text(
        ru: "Укажите client_id и client_secret в приложении. application_token приходит в событиях: по нему приложение узнаёт портал. Адреса входа и выдачи токенов:",
        en: "Enter client_id and client_secret in the application. application_token comes with events: by it the application knows the portal. Where people sign in and where tokens are given:")
    static let unknown = Text(
        ru: "Приложение не найдено: его удалили или client_id указан неверно. Обратитесь к администратору портала.",
        en: "There is no such application: it was deleted, or the client_id is wrong. Ask the portal's administrator.")
    static let otherAddress = Text(
        ru: "Приложение «{title}» просит вернуть вас на адрес, который для него не указан. Обратитесь к администратору портала.",
        en: "The application “{title}” wants you back at an address that is not entered for it. Ask the portal's administrator.")
}
