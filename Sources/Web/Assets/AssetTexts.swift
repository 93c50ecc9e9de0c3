import Kernel

enum AssetTexts {
    static let notFound = Text(
        ru: "Не найдены файлы для браузера ({place}). Запустите bin/assets или укажите папку проекта в PROM2B_ASSETS.",
        en: "The files for the browser were not found ({place}). Run bin/assets or name the project folder in PROM2B_ASSETS.")
    static let compressionFailed = Text(
        ru: "Не хватило памяти, чтобы сжать ответ.", en: "There was not enough memory to compress an answer.")
}
