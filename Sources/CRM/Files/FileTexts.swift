import Kernel

/// What people read about files.
package enum FileTexts {
    package static let tooLarge = Text(
        ru: "Файл «{name}» больше {limit} МБ. Уменьшите его или пришлите ссылку.",
        en: "The file “{name}” is larger than {limit} MB. Make it smaller or send a link.")
    package static let empty = Text(
        ru: "Файл «{name}» пустой. Проверьте, тот ли файл вы выбрали.",
        en: "The file “{name}” is empty. Check that you chose the right one.")
    package static let program = Text(
        ru: "Файл «{name}» — программа: такие не принимаются. Упакуйте его в архив, если он нужен.",
        en: "The file “{name}” is a program: those are not accepted. Pack it into an archive if it is needed.")
    package static let diskFull = Text(
        ru: "На диске портала нет места. Сообщите администратору и повторите позже.",
        en: "The portal's disk is full. Tell the administrator and try again later.")
    package static let noPicture = Text(
        ru: "Это не картинка. Выберите файл PNG, JPEG, GIF или WebP.",
        en: "This is no picture. Choose a PNG, JPEG, GIF or WebP file.")
    package static let noSuchFile = Text(
        ru: "Такого файла нет: возможно, его удалили.", en: "There is no such file: it may have been deleted.")
    package static let contentMissing = Text(
        ru: "Содержимое файла «{name}» не найдено на диске. Сообщите администратору.",
        en: "The content of “{name}” is missing on the disk. Tell the administrator.")
    /// The name of a file that came without one.
    package static let unnamed = Text(ru: "файл", en: "file")
}
