/// Texts about working hours and the working calendar.
package enum WorkingHoursTexts {
    package static let noSuchDay = Text(
        ru: "Нет такого дня: «{day}». Пишите день и месяц через точку, например 1.01, или с годом: 7.01.2027.",
        en:
            "There is no such day: “{day}”. Write day and month with a dot, for example 1.01, or with the year: 7.01.2027."
    )
    package static let noShortenedDay = Text(
        ru: "Непонятно: «{day}». Пишите день и время закрытия, например 31.12 16:00.",
        en: "Not understood: “{day}”. Write the day and its closing time, for example 31.12 16:00.")
    package static let tooManyDays = Text(
        ru: "Слишком длинный список: не больше 2000 дней. Уберите прошедшие дни.",
        en: "The list is too long: 2000 days at most. Remove days of the past.")
    package static let noInterval = Text(
        ru: "Непонятные часы: «{interval}». Пишите начало и конец, например 9:00–18:00; круглые сутки — 00:00–24:00.",
        en:
            "Hours not understood: “{interval}”. Write start and end, for example 9:00–18:00; round the clock is 00:00–24:00."
    )
    package static let overlap = Text(
        ru: "Часы пересекаются: «{hours}». Следующий промежуток должен начинаться после конца предыдущего.",
        en: "Hours overlap: “{hours}”. Each interval has to start after the end of the one before.")
    package static let wrongWeek = Text(
        ru: "Укажите часы для семи дней недели, а выходные — числами от 1 (понедельник) до 7 (воскресенье).",
        en: "Give hours for seven weekdays, and days off as numbers from 1 (Monday) to 7 (Sunday).")
    package static let noWork = Text(
        ru:
            "В календаре нет рабочего времени. Укажите часы хотя бы для одного дня недели, который не выходной и не праздничный.",
        en:
            "The calendar has no working time. Give hours to at least one weekday that is neither a day off nor a holiday."
    )
    package static let ordinaryDay = Text(ru: "рабочий день", en: "working day")
    package static let movedDay = Text(ru: "перенесённый рабочий день", en: "moved working day")
    package static let shortenedDay = Text(ru: "сокращённый день", en: "short day")
}
