import Kernel

enum StorageTexts {
    static let diskFailed = Text(
        ru: """
            Диск переполнен или не отвечает, поэтому изменения пока не сохраняются. Освободите место на диске сервера: \
            работа продолжится сама.
            """,
        en: """
            The disk is full or does not answer, so changes are not saved for now. Free some space on the server's disk: \
            work goes on by itself.
            """)
    static let flushFailed = Text(
        ru: """
            Диск не записал данные (fsync), поэтому портал остановлен: всё, что было подтверждено, цело. Проверьте диск и \
            запустите портал снова.
            """,
        en: """
            The disk did not write its data (fsync), so the portal has stopped: everything that was confirmed is safe. Check \
            the disk and start the portal again.
            """)
    static let stopping = Text(
        ru: "Портал останавливается. Повторите через минуту.",
        en: "The portal is stopping. Try again in a minute.")
}
