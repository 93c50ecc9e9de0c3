import Kernel

enum ExportTexts {
    static let tooManyRows = Text(
        ru: "Строк больше, чем вмещает лист Excel (1 048 576). Выгрузите в CSV или сузьте фильтр.",
        en: "There are more rows than an Excel sheet holds (1,048,576). Export to CSV, or narrow the filter.")
}
