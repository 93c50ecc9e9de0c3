import Kernel

enum ImportTexts {
    static let noFile = Text(ru: "Файл не найден: {path}", en: "There is no such file: {path}")
    static let unreadable = Text(ru: "Файл не читается: {path}", en: "The file cannot be read: {path}")
    static let emptyFile = Text(ru: "В файле нет строк.", en: "The file has no rows.")
    static let workbook = Text(
        ru: "Это книга Excel. Сохраните её как «CSV UTF-8 (разделитель — запятая)» и загрузите снова.",
        en: "This is an Excel workbook. Save it as “CSV UTF-8 (comma delimited)” and upload again.")
    static let notText = Text(
        ru: "Это не текстовая таблица. Сохраните её как CSV в кодировке UTF-8 или Windows-1251 и загрузите снова.",
        en: "This is no text table. Save it as CSV in UTF-8 or Windows-1251 and upload again.")
    static let openQuote = Text(
        ru:
            "Кавычка, открытая в строке {line}, нигде не закрыта. Исправьте файл и загрузите снова: до этого ничего не загружено.",
        en:
            "The quote opened on line {line} is never closed. Mend the file and upload again; nothing has been imported."
    )
    static let longCell = Text(
        ru: "В строке {line} ячейка больше миллиона байт. Проверьте кавычки.",
        en: "A cell on line {line} has more than a million bytes. Check the quotes.")
    static let tooManyColumns = Text(
        ru: "В строке больше 500 ячеек. Проверьте разделитель.",
        en: "A row has more than 500 cells. Check the separator.")
    static let tooManyRows = Text(
        ru: "В файле больше миллиона строк. Разделите его на части.",
        en: "The file has more than a million rows. Split it into parts.")
    static let strayQuote = Text(
        ru: "кавычка стоит посреди ячейки; удвойте её", en: "a quote stands in the middle of a cell; double it")
    static let brokenText = Text(
        ru: "повреждённый текст: байты не той кодировки", en: "damaged text: bytes of another encoding")

    static let noColumns = Text(
        ru: "Не выбрано ни одного столбца. Укажите, какие поля в файле.",
        en: "No column is chosen. Say which fields the file has.")
    static let twoColumns = Text(
        ru: "Поле «{field}» выбрано для двух столбцов. Оставьте одно.",
        en: "The field “{field}” is chosen for two columns. Keep one.")
    static let columnCount = Text(
        ru: "В файле {count} столбцов, а в настройке указан столбец №{column}.",
        en: "The file has {count} columns, the setting names column {column}.")
    static let readOnlyField = Text(
        ru: "Поле «{field}» портал заполняет сам, загрузить его нельзя.",
        en: "The portal fills “{field}” itself; it cannot be imported.")
    static let unknownField = Text(
        ru: "Поля «{code}» нет. Выберите другое.", en: "There is no field “{code}”. Choose another.")
    static let noStage = Text(ru: "Стадии «{stage}» нет.", en: "There is no stage “{stage}”.")
    static let noPipeline = Text(ru: "Воронки «{pipeline}» нет.", en: "There is no pipeline “{pipeline}”.")
    static let fullName = Text(ru: "Фамилия, имя и отчество", en: "Full name")
    static let relatedField = Text(ru: "{entity}: {field}", en: "{entity}: {field}")
    static let noPerson = Text(
        ru: "сотрудник «{name}» не найден", en: "there is no employee “{name}”")
    static let manyPeople = Text(
        ru: "сотрудников с именем «{name}» несколько; укажите e-mail",
        en: "several employees are called “{name}”; give the e-mail")
    static let noLinked = Text(
        ru: "{entity} «{name}»: такой карточки нет; загрузите её раньше или не загружайте этот столбец",
        en: "{entity} “{name}”: there is no such card; import it before, or leave this column out")
    static let noItem = Text(
        ru: "карточки «{name}» нет; загрузите её раньше или не загружайте этот столбец",
        en: "there is no card “{name}”; import it before, or leave this column out")
    static let wideRow = Text(
        ru: "в строке {count} ячеек, а столбцов {columns}",
        en: "the row has {count} cells, but there are {columns} columns")
    static let emptyRow = Text(
        ru: "нет ни одного заполненного поля", en: "no field is filled")
    static let notFound = Text(ru: "Такой загрузки нет.", en: "There is no such import.")
    static let stillRunning = Text(
        ru: "Загрузка идёт: её уже продолжили.", en: "The import is running: somebody has gone on with it already.")
    static let alreadyFinished = Text(ru: "Эта загрузка уже закончена.", en: "This import has finished already.")
    static let alreadyUndone = Text(ru: "Эта загрузка уже отменена.", en: "This import was undone already.")

    static let undoRunning = Text(
        ru: "Загрузка ещё идёт. Дождитесь её конца и отменяйте.", en: "The import is still running. Wait for its end, then undo it.")
    static let undoGoesOn = Text(ru: "Загрузку уже отменяют.", en: "The import is being undone already.")
    static let tooOld = Text(
        ru: "Отменить загрузку можно в течение 30 дней, а этой больше.", en: "An import can be undone for 30 days; this one is older.")

    static let reportLine = Text(ru: "Строка", en: "Line")
    static let reportColumn = Text(ru: "Столбец", en: "Column")
    static let reportProblem = Text(ru: "Что не так", en: "Problem")
    static let wholeRow = Text(ru: "вся строка", en: "whole row")
}
