import Kernel

/// What the shell says.
enum ShellTexts {
    static let skipToContent = Text(ru: "К содержимому", en: "Skip to content")
    static let navigation = Text(ru: "Разделы", en: "Navigation")
    static let foldRail = Text(ru: "Свернуть", en: "Collapse")
    static let searchEverywhere = Text(ru: "Найти клиента, сделку, задачу", en: "Find a client, a deal, a task")
    static let create = Text(ru: "Создать", en: "Create")
    static let notifications = Text(ru: "Уведомления", en: "Notifications")
    static let profile = Text(ru: "Мой профиль", en: "My profile")
    static let theme = Text(ru: "Оформление", en: "Appearance")
    static let themeSystem = Text(ru: "Как на устройстве", en: "Same as device")
    static let themeLight = Text(ru: "Светлое", en: "Light")
    static let themeDark = Text(ru: "Тёмное", en: "Dark")
    static let languageTitle = Text(ru: "Язык", en: "Language")
    /// Languages are named in themselves, so that their speakers find them.
    static let russian = "Русский"
    static let english = "English"
    static let signOut = Text(ru: "Выйти", en: "Sign out")
    static let card = Text(ru: "Карточка", en: "Card")
    static let palette = Text(ru: "Быстрый переход", en: "Command palette")
    static let palettePrompt = Text(ru: "Куда перейти или что найти?", en: "Where to go or what to find?")

    static let workingNow = Text(ru: "Сейчас рабочее время", en: "Working time now")
    static let breakNow = Text(ru: "Сейчас перерыв", en: "A break now")
    static let closedNow = Text(ru: "Сейчас нерабочее время", en: "Outside working time now")

    static let requestFailed = Text(
        ru: "Не получилось. Проверьте связь и повторите.", en: "That did not work. Check the connection and try again.")
    static let moveUndone = Text(
        ru: "Не получилось перенести — карточка вернулась на место.", en: "The move failed: the card is back in its place.")
    static let undo = Text(ru: "Отменить", en: "Undo")
    static let moved = Text(ru: "Перенесено: {stage}", en: "Moved: {stage}")
    static let offline = Text(
        ru: "Связь с порталом прервалась, восстанавливаем…", en: "The connection to the portal broke, restoring…")

    static let toHome = Text(ru: "На главную", en: "To the start page")

    static func errorTitle(_ code: Int) -> Text {
        switch code {
        case 403: Text(ru: "Нет доступа", en: "No access")
        case 404: Text(ru: "Такой страницы нет", en: "There is no such page")
        case 429: Text(ru: "Слишком часто", en: "Too often")
        case 400..<500: Text(ru: "Запрос не принят", en: "The request was refused")
        default: Text(ru: "Что-то сломалось у нас", en: "Something broke on our side")
        }
    }
}
