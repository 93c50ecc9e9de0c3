import Kernel

extension HTML {
    /// A place to choose files or to drop them on. Its form needs `HTML.uploadForm`.
    package static func fileField(
        _ field: Field, accept: String? = nil, acceptsSeveral: Bool = false, _ language: Language
    ) -> HTML {
        .field(
            field,
            """
            <div class="file-drop" data-file-drop>\(.icon(.upload))<input type="file"\(field.attributes)\
            \(attribute: "accept", accept)\(attribute: "multiple", if: acceptsSeveral)>\
            <label class="button button-small file-choose" for="\(field.id)">\(ComponentTexts.chooseFile, language)</label>\
            <span class="faint" data-file-names>\(ComponentTexts.dropFiles, language)</span>\
            <progress max="100" value="0" hidden aria-label="\(ComponentTexts.uploading, language)"></progress></div>
            """)
    }

    /// A multipart form whose progress is shown while it is sent.
    package static func uploadForm(action: String, csrf: String, attributes: HTML = HTML(), _ content: HTML) -> HTML {
        .form(
            action: action, csrf: csrf, attributes: " enctype=\"multipart/form-data\" data-upload\(attributes)", content)
    }
}
