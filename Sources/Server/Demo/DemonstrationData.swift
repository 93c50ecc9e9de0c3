import Yams

/// `Presets/demo/company.yaml`: people, clients and goods of the demonstration company.
struct DemonstrationData: Decodable, Sendable {
    struct Department: Decodable, Sendable {
        let code: String
        let name: String
        let parent: String?
        let head: String
    }

    struct Person: Decodable, Sendable {
        let code: String
        let login: String
        let first: String
        let last: String
        let position: String
        let department: String
        let role: String?
        let administrator: Bool?
    }

    struct Contacts: Decodable, Sendable {
        let first: [String]
        let last: [String]
    }

    struct Goods: Decodable, Sendable {
        let name: String
        /// In whole roubles.
        let price: Int64
    }

    let name: String
    let departments: [Department]
    let people: [Person]
    let constants: [String: String]
    let sellers: [String]
    let companies: [String]
    let contacts: Contacts
    let goods: [Goods]
    let requests: [String]
    let comments: [String]

    init(yaml: String) throws { self = try YAMLDecoder().decode(DemonstrationData.self, from: yaml) }
}

/// Equal draws on every run: the demonstration looks the same everywhere.
struct DemonstrationDice: RandomNumberGenerator {
    private var state: UInt64 = 0x5EED

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let mixed = (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return mixed ^ (mixed >> 33)
    }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
    mutating func pick<T>(_ values: [T]) -> T { values[Int.random(in: 0..<values.count, using: &self)] }
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
}
