import Kernel

enum QueryTexts {
    static let filterName = Text(ru: "Назовите фильтр: от 1 до 100 знаков", en: "Name the filter: 1 to 100 characters")
    static let noConditions = Text(
        ru: "Сначала задайте условия фильтра, затем сохраните его.", en: "First set the conditions of the filter, then save it.")
    static let tooManyFilters = Text(
        ru: "Сохранённых фильтров уже {limit}. Удалите ненужные.", en: "There are {limit} saved filters already. Delete some first.")
    static let noFilter = Text(ru: "Такого фильтра нет. Обновите страницу", en: "There is no such filter. Reload the page")
}
