enum MultipartTexts {
    static let broken = Text(
        ru: "Форма пришла повреждённой. Обновите страницу и отправьте её ещё раз.",
        en: "The form arrived damaged. Reload the page and send it again.")
}
