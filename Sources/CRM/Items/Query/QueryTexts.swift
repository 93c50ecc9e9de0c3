import Kernel

enum QueryTexts {
    static let filterName = Text(ru: "Назовите фильтр: от 1 до 100 знаков", en: "Name the filter: 1 to 100 characters")
    static let noFilter = Text(ru: "Такого фильтра нет. Обновите страницу", en: "There is no such filter. Reload the page")
}
