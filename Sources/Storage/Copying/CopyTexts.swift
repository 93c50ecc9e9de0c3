import Kernel

enum CopyTexts {
    static let notEmpty = Text(
        ru: "В базе назначения уже есть данные (таблица {table}). Переносить можно только в пустую базу: создайте новую.",
        en: "The target database has data already (table {table}). Only an empty one can be moved to: create a new one.")
    static let differs = Text(
        ru: "Таблица {table} перенеслась не полностью: в источнике {there} строк, в копии {here}. Ничего не сохранено.",
        en: "The table {table} was not copied whole: {there} rows in the source, {here} in the copy. Nothing was kept.")
    static let interrupted = Text(
        ru: "Перенос прервался, в базе назначения ничего не сохранено. Запустите его снова.",
        en: "The move was interrupted; nothing was kept in the target. Start it again.")
}
