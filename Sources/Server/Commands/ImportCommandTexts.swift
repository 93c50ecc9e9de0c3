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

    // MARK: Moving in

    static let mustStop = Text(
        ru: "Портал в папке «{folder}» сейчас работает. Остановите его (Ctrl+C) и запустите перенос снова.",
        en: "The portal in the folder “{folder}” is running. Stop it (Ctrl+C) and start the import again.")
    static let badRate = Text(
        ru: "--rate — сколько запросов в секунду: от 0.01 до 1000.", en: "--rate is how many requests a second: from 0.01 to 1000.")
    static let noKind = Text(ru: "«{kind}» в --only непонятно. Можно: {kinds}.", en: "“{kind}” in --only is not known. Possible: {kinds}.")
    static let examined = Text(ru: "Проверка портала {source}: адрес и ключ подходят. На нём:", en: "A look at {source}: the address and key work. It has:")
    static let nothingWritten = Text(ru: "Ничего не изменено.", en: "Nothing was changed.")
    static let moved = Text(ru: "Перенос с {source} завершён за {seconds} с:", en: "The move from {source} is done, {seconds} s:")
    static let movedCounts = Text(
        ru: "создано {made}, изменено {changed}, без изменений {unchanged}, отклонено {refused}",
        en: "made {made}, changed {changed}, unchanged {unchanged}, refused {refused}")
    static let leftOut = Text(ru: "не перенесено: {reason}", en: "left out: {reason}")
    static let sourceUnchanged = Text(ru: "С прошлого переноса ничего не изменилось.", en: "Nothing has changed since the last move.")
    static let remarks = Text(
        ru: "Замечания (номера — как в Битрикс24):", en: "Remarks (numbers are those of Bitrix24):")
    static let partial = Text(ru: "перенесено не всё", en: "not all of it")
    static let notMoved = Text(ru: "не перенесено", en: "not moved")
    static let moreRemarks = Text(ru: "… и ещё {count}. Все — в файле отчёта.", en: "… and {count} more. All of them are in the report’s file.")
    static let moveReported = Text(ru: "Отчёт: {file}", en: "Report: {file}")
}
