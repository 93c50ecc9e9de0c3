import Kernel

enum PresetFileTexts {
    static let noDifference = Text(ru: "Отличий нет.", en: "No differences.")
    static let missing = Text(
        ru: "Файл настройки процесса «{file}» не найден. Проверьте путь.",
        en: "The preset file “{file}” was not found. Check the path.")
}
