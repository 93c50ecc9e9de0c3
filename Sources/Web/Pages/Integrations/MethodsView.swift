import CRM
import Kernel

/// All methods by families, with a search.
struct MethodListView {
    let methods: [MethodHelp]
    let language: Language

    var html: HTML {
        """
        <div data-filtered><input class="input kind-search" type="search" data-filter-items placeholder="\(MethodTexts.find, language)" \
        aria-label="\(MethodTexts.find, language)" autocomplete="off">\(each: families, family)</div>
        """
    }

    /// By what stands before the last full stop, in the order of the declarations.
    private var families: [(String, [MethodHelp])] {
        var order: [String] = []
        var groups: [String: [MethodHelp]] = [:]
        for method in methods {
            let parts = method.name.split(separator: ".").dropLast()
            let family = parts.isEmpty ? MethodTexts.common[language] : parts.joined(separator: ".")
            if groups[family] == nil { order.append(family) }
            groups[family, default: []].append(method)
        }
        return order.map { ($0, groups[$0] ?? []) }
    }

    private func family(_ name: String, _ methods: [MethodHelp]) -> HTML {
        "<h2 class=\"kind-group\">\(name)</h2><div class=\"kind-list\">\(each: methods, row)</div>"
    }

    private func row(_ method: MethodHelp) -> HTML {
        """
        <a class="kind" href="\(url: "/settings/integrations/methods/\(method.name)")">\(.icon(.braces))\
        <span class="stack tight"><span class="strong">\(method.name)</span><small class="muted">\(method.about, language)</small></span>\
        \(.icon(.chevronRight, size: .small))</a>
        """
    }
}

/// One method: what it takes, and a form to try it.
struct MethodView {
    let method: MethodHelp
    let parameters: String
    let answer: JSONValue?
    let attempt: Attempt
    let csrf: String
    private var language: Language { attempt.language }

    var html: HTML {
        """
        <div class="stack loose"><p>\(method.about, language)</p>\(.card(title: MethodTexts.parameters[language], isFlush: true, table))\
        \(form)\(ifLet: answer, { .card(title: MethodTexts.answer[language], "<pre class=\"webhook-secret\">\($0.indented())</pre>") })</div>
        """
    }

    private var table: HTML {
        if method.parameters.isEmpty { return "<div class=\"card-body muted\">\(MethodTexts.noParameters, language)</div>" }
        let columns = [
            TableColumn(MethodTexts.name[language]), TableColumn(MethodTexts.type[language]), TableColumn(MethodTexts.meaning[language]),
        ]
        let rows = method.parameters.map { parameter in
            TableRow([
                "<span class=\"strong\">\(parameter.name)</span>\(if: parameter.isRequired, " <small class=\"muted\">\(MethodTexts.required, language)</small>")",
                "<span class=\"muted\">\(parameter.type)</span>", "\(parameter.about, language)",
            ])
        }
        return .table(columns, rows, caption: MethodTexts.parameters[language])
    }

    private var form: HTML {
        let scope = method.scope.map { MethodTexts.scope.with(["scope": $0.title])[language] } ?? MethodTexts.noScope[language]
        return .form(
            action: "/settings/integrations/methods/\(method.name)", csrf: csrf, attributes: " class=\"stack\"",
            """
            \(attempt.notice())\(.card(title: MethodTexts.tryIt[language], .fields([
                .textAreaField(
                    attempt.field("parameters", MethodTexts.json, help: Text(verbatim: scope)), value: parameters, rows: 6),
            ])))\(.actions([.button(MethodTexts.run[language], kind: .primary)]))
            """)
    }
}

extension JSONValue {
    /// Readable JSON, two spaces a level.
    func indented(_ depth: Int = 0) -> String {
        let inner = String(repeating: "  ", count: depth + 1)
        let outer = String(repeating: "  ", count: depth)
        switch self {
        case .array(let elements) where !elements.isEmpty:
            return "[\n" + elements.map { inner + $0.indented(depth + 1) }.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let object) where !object.isEmpty:
            let members = object.members.map { "\(inner)\(JSONValue.string($0.key).text): \($0.value.indented(depth + 1))" }
            return "{\n" + members.joined(separator: ",\n") + "\n\(outer)}"
        case .null, .bool, .int, .double, .string, .array, .object: return text
        }
    }
}
