import CRM
import Kernel

/// The form in which a program is told something, as clients of the REST API read it.
struct HandlerForm {
    private var fields: [(name: String, value: String)] = []

    /// Adds a value under a name; members of objects and lists as `name[member]`.
    mutating func add(_ json: JSONValue, _ name: String) {
        switch json {
        case .object(let object): for (key, value) in object { add(value, "\(name)[\(key)]") }
        case .array(let elements): for (place, value) in elements.enumerated() { add(value, "\(name)[\(place)]") }
        case .string(let text): fields.append((name, text))
        case .int(let number): fields.append((name, String(number)))
        case .null, .bool, .double: fields.append((name, json.text))
        }
    }

    /// Adds every member of an object under its own name.
    mutating func add(_ json: JSONValue) {
        for (key, value) in json.object ?? JSONObject() { add(value, key) }
    }

    /// `application/x-www-form-urlencoded`
    var body: [UInt8] { Array(formEncoded(fields).utf8) }

    /// A request that posts the form.
    func request(to address: String, allowsPrivate: Bool, timeout: TimeSpan) -> OutgoingRequest {
        var request = OutgoingRequest(method: "POST", address: address, body: body, timeout: timeout)
        request.allowsPrivate = allowsPrivate
        request.headers = [("Content-Type", "application/x-www-form-urlencoded"), ("User-Agent", "Prom2B")]
        return request
    }
}
