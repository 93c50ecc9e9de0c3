/// Texts about time zones.
package enum ZoneTexts {
    package static let unknownZone = Text(
        ru: "Нет часового пояса «{zone}». Выберите пояс из списка, например Europe/Moscow.",
        en: "There is no time zone “{zone}”. Choose one from the list, for example Europe/Moscow.")
}
