import Kernel

/// What the terminal says during an import.
enum ImportCommandTexts {
    static let noPortal = Text(
        ru: "В папке «{folder}» портала нет. Укажите его папку: --data ПАПКА, или запустите портал один раз: prom2b serve.",
        en: "There is no portal in the folder “{folder}”. Name its folder: --data DIR, or start the portal once: prom2b serve.")
    static let inUse = Text(
        ru: """
            Портал в папке «{folder}» сейчас работает. Остановите его (Ctrl+C) и повторите, либо загрузите файл в браузере: \
            это можно делать на работающем портале.
            """,
        en: """
            The portal in the folder “{folder}” is running. Stop it (Ctrl+C) and try again, or import the file in the browser: \
            that works while the portal runs.
            """)
    static let noAdministrator = Text(
        ru: "На портале ещё нет администратора. Запустите портал и создайте его, потом загружайте.",
        en: "The portal has no administrator yet. Start the portal and make one, then import.")
    static let noPerson = Text(
        ru: "Сотрудника с логином «{login}» нет. Логин — это e-mail, с которым входят.",
        en: "There is no employee with the login “{login}”. The login is the e-mail people sign in with.")
    static let noStages = Text(
        ru: "У этих карточек нет стадий: уберите --stage.", en: "These cards have no stages: leave --stage out.")
    static let noUnfinished = Text(
        ru: "Прерванной загрузки файла «{file}» нет. Запустите без --resume.",
        en: "There is no interrupted import of “{file}”. Run without --resume.")
    static let unfinished = Text(
        ru: "Загрузка файла «{file}» была прервана после строки {rows}. Чтобы продолжить её, добавьте --resume.",
        en: "An import of “{file}” was interrupted after row {rows}. Add --resume to go on with it.")
    static let resuming = Text(
        ru: "Продолжаю прерванную загрузку: {rows} строк уже загружено.",
        en: "Going on with the interrupted import: {rows} rows are done.")
    static let noReport = Text(
        ru: "Отчёт не записан: файл «{file}» нельзя создать.", en: "The report was not written: “{file}” cannot be made.")

    static let file = Text(
        ru: "Файл «{file}»: {encoding}, разделитель {separator}, строк: {rows}",
        en: "File “{file}”: {encoding}, separator {separator}, rows: {rows}")
    static let workbook = Text(
        ru: "Книга «{file}», лист «{sheet}», строк: {rows}", en: "Workbook “{file}”, sheet “{sheet}”, rows: {rows}")
    static let noSheet = Text(
        ru: "Листа «{sheet}» в файле нет. Есть: {sheets}", en: "The file has no sheet “{sheet}”. It has: {sheets}")
    static let tab = Text(ru: "табуляция", en: "tab")
    static let looksLike = Text(ru: "Похоже на выгрузку из {program}.", en: "This looks like an export from {program}.")
    static let columns = Text(ru: "Столбец → поле", en: "Column → field")
    static let notImported = Text(ru: "не загружается", en: "not imported")
    static let progress = Text(
        ru: "{rows} из {total} строк, {rate} строк/с", en: "{rows} of {total} rows, {rate} rows/s")
    static let checked = Text(
        ru: "Проверка без загрузки: просмотрено строк {rows} из {total}, с ошибками {refused}. Ничего не изменено.",
        en: "Check without importing: {rows} of {total} rows read, {refused} with errors. Nothing was changed.")
    static let done = Text(
        ru: "Готово: строк {rows}, создано {made}, дополнено {merged}, пропущено дубликатов {skipped}, отклонено {refused}. {seconds} с, {rate} строк/с.",
        en: "Done: rows {rows}, made {made}, merged {merged}, duplicates skipped {skipped}, refused {refused}. {seconds} s, {rate} rows/s.")
    static let refused = Text(ru: "Отклонённые строки (номер строки файла):", en: "Refused rows (line of the file):")
    static let more = Text(ru: "… и ещё {count}. Все строки — в отчёте: --report ФАЙЛ.csv", en: "… and {count} more. All of them go to a report: --report FILE.csv")
    static let reported = Text(
        ru: "Отчёт: {file}. Исправьте строки в нём и загрузите его.", en: "Report: {file}. Mend the rows in it and import it.")
    static let kept = Text(
        ru: "Останутся, потому что их изменили или используют: {count}. Чтобы удалить и их, добавьте --all.",
        en: "Kept, because they were changed or are in use: {count}. Add --all to delete them too.")
    static let undone = Text(
        ru: "Загрузка {id} отменена: удалено {removed}, оставлено {kept}, прежние значения вернулись {restored} записям.",
        en: "Import {id} was undone: deleted {removed}, kept {kept}, old values restored in {restored}.")
    static let exported = Text(ru: "Выгружено строк: {rows}. Файл: {file}", en: "Rows exported: {rows}. File: {file}")
    static let exportFormat = Text(
        ru: "Имя файла должно кончаться на .xlsx или .csv.", en: "The file's name must end in .xlsx or .csv.")
    static let wholeRow = Text(ru: "вся строка", en: "whole row")
}
