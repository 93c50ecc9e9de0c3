/// What every form field has besides its control: the label, the help below and the error of the last attempt.
package struct Field: Sendable {
    package let name: String
    package let label: String
    package let isRequired: Bool
    package let help: String?
    /// Shown beside the field; the control is marked invalid and read out together with it.
    package let error: String?
    /// Unique on the page; several forms with the same field names must tell them apart.
    package let id: String

    package init(
        _ name: String, label: String, isRequired: Bool = false, help: String? = nil, error: String? = nil,
        id: String? = nil
    ) {
        self.name = name
        self.label = label
        self.isRequired = isRequired
        self.help = help
        self.error = error
        self.id = id ?? "field-" + name
    }

    private var noteIDs: String? {
        let ids = [error.map { _ in id + "-error" }, help.map { _ in id + "-help" }].compactMap { $0 }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    /// `id`, `name` and what screen readers need, with a leading space: for a control that is written by hand.
    package var attributes: HTML {
        """
         id="\(id)" name="\(name)"\(attribute: "required", if: isRequired)\(attribute: "aria-describedby", noteIDs)\
        \(attribute: "aria-invalid", error == nil ? nil : "true")
        """
    }
}

extension HTML {
    /// A control with its label, help and error.
    package static func field(_ field: Field, _ control: HTML) -> HTML {
        """
        <div class="field"><label class="field-label" for="\(field.id)">\(field.label)\(requiredMark(field))</label>\
        \(control)\(fieldNotes(field))</div>
        """
    }

    /// A group of controls under one legend (radios, check boxes, several inputs).
    package static func fieldGroup(_ field: Field, _ controls: HTML) -> HTML {
        """
        <fieldset class="field"><legend class="field-label">\(field.label)\(requiredMark(field))</legend>\
        \(controls)\(fieldNotes(field))</fieldset>
        """
    }

    private static func requiredMark(_ field: Field) -> HTML {
        "\(if: field.isRequired, "<span class=\"field-required\" aria-hidden=\"true\">*</span>")"
    }

    private static func fieldNotes(_ field: Field) -> HTML {
        """
        \(ifLet: field.error, { "<p class=\"field-error\" id=\"\(field.id)-error\" role=\"alert\">\(.icon(.circleAlert, size: .small))<span>\($0)</span></p>" })\
        \(ifLet: field.help, { "<p class=\"field-help\" id=\"\(field.id)-help\">\($0)</p>" })
        """
    }
}
