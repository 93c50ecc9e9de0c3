import Kernel

/// What is wrong with a workbook, and what to do about it.
enum TableTexts {
    static let oldWorkbook = Text(
        ru: "Это книга Excel старого формата (.xls). Откройте её в Excel и сохраните как «Книга Excel (.xlsx)».",
        en: "This is an Excel workbook of the old format (.xls). Open it in Excel and save it as “Excel Workbook (.xlsx)”.")
    static let password = Text(
        ru: "Книга Excel защищена паролем. Снимите пароль (Файл → Сведения → Защита книги) и загрузите снова.",
        en: "The Excel workbook is protected by a password. Remove it (File → Info → Protect Workbook) and upload again.")
    static let broken = Text(
        ru: "Файл Excel повреждён: он открывается не до конца. Откройте его в Excel, сохраните заново и загрузите.",
        en: "The Excel file is damaged and cannot be read to its end. Open it in Excel, save it again and upload.")
    static let notWorkbook = Text(
        ru: "Это архив, но не книга Excel. Нужен файл .xlsx или .csv.", en: "This is an archive, but no Excel workbook. Upload an .xlsx or .csv file.")
    static let binaryWorkbook = Text(
        ru: "Это двоичная книга Excel (.xlsb). Сохраните её как «Книга Excel (.xlsx)» и загрузите снова.",
        en: "This is a binary Excel workbook (.xlsb). Save it as “Excel Workbook (.xlsx)” and upload again.")
    static let noSheets = Text(ru: "В книге Excel нет листов с таблицей.", en: "The Excel workbook has no sheet with a table.")
    static let noSheet = Text(ru: "Такого листа в книге нет.", en: "The workbook has no such sheet.")
    static let tooMuch = Text(
        ru: "Книга Excel после распаковки слишком велика. Оставьте в ней только таблицу или сохраните её как CSV.",
        en: "The Excel workbook is too large once unpacked. Keep only the table in it, or save it as CSV.")
    static let longCell = Text(
        ru: "В строке {line} ячейка больше миллиона байт.", en: "A cell of row {line} has more than a million bytes.")
    static let noMemory = Text(ru: "Не хватило памяти, чтобы прочитать файл.", en: "There was not enough memory to read the file.")
    static let formulaError = Text(ru: "в ячейке ошибка формулы: {value}", en: "the cell's formula came to an error: {value}")
    static let unwritten = Text(
        ru: "Файл не записан: {problem}. Проверьте, есть ли место на диске.", en: "The file was not written: {problem}. See whether the disk is full.")
}
