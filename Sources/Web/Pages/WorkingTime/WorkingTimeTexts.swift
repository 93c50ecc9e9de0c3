import Kernel

enum WorkingTimeTexts {
    static let week = Text(ru: "Рабочая неделя", en: "Working week")
    static let day = Text(ru: "День", en: "Day")
    static let works = Text(ru: "Рабочий", en: "Working")
    static let open = Text(ru: "Начало", en: "From")
    static let close = Text(ru: "Конец", en: "To")
    static let lunchFrom = Text(ru: "Обед с", en: "Lunch from")
    static let lunchTo = Text(ru: "Обед до", en: "Lunch to")
    static let hours = Text(ru: "Часы", en: "Hours")
    static let special = Text(ru: "Особые дни", en: "Special days")
    static let holidays = Text(ru: "Праздники", en: "Holidays")
    static let holidaysHelp = Text(
        ru: "Через запятую: 1.01,2.01,23.02 — каждый год, 5.11.2026 — один раз.", en: "With commas: 1.01,2.01,23.02 every year, 5.11.2026 once.")
    static let moved = Text(ru: "Рабочие выходные", en: "Days off that are worked")
    static let movedHelp = Text(ru: "Перенесённые рабочие дни: 1.11.2026.", en: "Moved working days: 1.11.2026.")
    static let shortened = Text(ru: "Сокращённые дни", en: "Shortened days")
    static let shortenedHelp = Text(ru: "Дата и время конца: 31.12 16:00, 30.04.2026 17:00.", en: "Date and closing time: 31.12 16:00, 30.04.2026 17:00.")
    static let zone = Text(ru: "Часовой пояс портала: {zone}.", en: "Time zone of the portal: {zone}.")
    static let changeZone = Text(ru: "Изменить", en: "Change")
    static let next = Text(ru: "Ближайшие рабочие дни", en: "Next working days")
    static let year = Text(ru: "{year} год", en: "{year}")
    static let total = Text(ru: "{days} рабочих, {free} выходных и праздничных", en: "{days} working days, {free} days off")
    static let previousYear = Text(ru: "Предыдущий год", en: "Previous year")
    static let nextYear = Text(ru: "Следующий год", en: "Next year")
    static let legendFree = Text(ru: "выходной", en: "day off")
    static let legendHoliday = Text(ru: "праздник", en: "holiday")
    static let legendMoved = Text(ru: "рабочий выходной", en: "worked day off")
    static let legendShort = Text(ru: "сокращённый", en: "shortened")
    static let previewBroken = Text(
        ru: "Предпросмотр появится, когда форма будет заполнена верно.", en: "The preview appears when the form is right.")
    static let badLunch = Text(
        ru: "{day}: обед должен быть внутри рабочего дня и начинаться раньше, чем кончается.",
        en: "{day}: lunch must be inside the working day and begin before it ends.")
    static let noHours = Text(ru: "{day}: укажите начало и конец рабочего дня.", en: "{day}: enter when the working day begins and ends.")
    static let saved = Text(
        ru: "Сохранено. Сроки роботов пересчитаны по новому календарю.", en: "Saved. Robots' deadlines follow the new calendar.")
}
