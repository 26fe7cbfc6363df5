import Testing

@testable import GradusKit

/// A type that keeps a quantity in every way that is read.
private struct Everything {
  var tensor = Tensor(1)
  var number = 2.0
  var single: Float = 3
  var whole = 4
  var list = [5.0, 6]
  var rows: [[Double]] = [[1, 2], [3, 4]]
  var ragged: [[Double]] = [[1], [2, 3]]
  var slice: ArraySlice<Int> = [7, 8, 9][1...]
  var set: Set<Int> = [30, 10, 20]
  var optional: Tensor? = Tensor(11)
  var absent: [Double]?
  private var hidden = 12.0
  let constant = 13.0
  lazy var later = 14.0
  var text = "not a number"
  weak var object: Counter?
}

private class Counter {
  var inherited: Parameters = 1
}

private final class Own: Counter, CustomReflectable {
  var own = 2.0
  var customMirror: Mirror { Mirror(self, children: ["own": "something else"]) }
}

/// A type with properties that only the entry file can reach.
private struct Reached {
  var stored = 1.0
  var seen: [Double] = []
  var observed = 0.0 { didSet { seen.append(observed) } }
  var computed: Double { stored * 10 }
  lazy var lazily = stored * 100
  var matrix: [String] { ["a"] }
  var names: [String] = []

  static var named: _Properties<Reached> {
    var named = _Properties<Reached>()
    named.read("computed") { $0.computed }
    named.read("lazily") { $0.lazily }
    named.read("matrix") { $0.matrix }
    named.read("names") { $0.names }
    named.read("nowhere") { _ in _Missing() }
    named.write("observed") { $1.write(to: &$0.observed) }
    return named
  }
}

@Suite struct PropertiesTests {
  @Test func everyListedTypeIsRead() {
    var everything = Everything()
    let readings = Properties<Everything>().readings(of: &everything, asked: nil, isFirst: true)
    let expected: [(String, Tensor)] = [
      ("tensor", Tensor(1)), ("number", Tensor(2)), ("single", Tensor(3)), ("whole", Tensor(4)),
      ("list", Tensor(shape: [2], values: [5, 6])), ("rows", Tensor(shape: [2, 2], values: [1, 2, 3, 4])),
      ("slice", Tensor(shape: [2], values: [8, 9])), ("set", Tensor(shape: [3], values: [10, 20, 30])),
      ("optional", Tensor(11)), ("hidden", Tensor(12)), ("constant", Tensor(13)),
    ]
    #expect(readings.map(\.quantity) == expected.map(\.0))
    for (reading, row) in zip(readings, expected) { #expect(reading.tensor == row.1, "\(row.0)") }
    // What is lazy is there once it was asked for.
    _ = everything.later
    #expect(
      Properties<Everything>().readings(of: &everything, asked: ["later"], isFirst: false).map(\.tensor) == [Tensor(14)]
    )
  }

  @Test func aMirrorOfTheTypesOwnHidesNothing() {
    var own = Own()
    let model = Parameters(names: ["W"], tensors: [Tensor(repeating: 0, shape: [2])])
    let readings = Properties<Own>().readings(of: &own, like: model, asked: nil, isFirst: true)
    #expect(readings.map { $0.quantity + "/" + $0.parameter } == ["inherited/W", "own/"])
    #expect(readings.map(\.tensor) == [Tensor(repeating: 1, shape: [2]), Tensor(2)])
  }

  @Test func whatTheEntryReachesIsReadAnew() {
    var subject = Reached()
    let properties = Properties(Reached.named, whole: true)
    #expect(properties.names == ["stored", "seen", "observed", "lazily", "computed"])
    func values() -> [String: Tensor] {
      let readings = properties.readings(of: &subject, asked: ["computed", "lazily"], isFirst: false)
      return Dictionary(uniqueKeysWithValues: readings.map { ($0.quantity, $0.tensor) })
    }
    #expect(values() == ["computed": Tensor(10), "lazily": Tensor(100)])
    subject.stored = 2
    #expect(values() == ["computed": Tensor(20), "lazily": Tensor(100)])
    #expect(properties.unreadable.map(\.name) == ["matrix", "names"])
    #expect(
      properties.unreadable.map(\.kind) == [
        "a computed property of type Array<String>", "a stored property of type Array<String>",
      ])
  }

  @Test func observersRunOnWhatIsWritten() throws {
    var subject = Reached()
    let properties = Properties(Reached.named, whole: true)
    try properties.set("observed", to: Tensor(5), in: &subject)
    try properties.set("stored", to: Tensor(6), in: &subject)
    #expect(subject.observed == 5 && subject.seen == [5] && subject.stored == 6)
    #expect(throws: Complaint.missingProperty("computed")) {
      try properties.set("computed", to: Tensor(1), in: &subject)
    }
  }

  @Test func rowsAreWrittenIntoListsOfLists() throws {
    var everything = Everything()
    let given = Tensor(shape: [3, 1], values: [1, 2, 3])
    try Properties().set("rows", to: given, in: &everything)
    try Properties().set("optional", to: given, in: &everything)
    try Properties().set("slice", to: Tensor(shape: [2], values: [5, 4]), in: &everything)
    #expect(everything.rows == [[1], [2], [3]] && everything.optional == given && everything.slice == [5, 4])
    for (name, tensor) in [("list", given), ("slice", Tensor(shape: [1], values: [0.5])), ("constant", Tensor(1))] {
      #expect(throws: Complaint.missingProperty(name)) { try Properties().set(name, to: tensor, in: &everything) }
    }
  }

  /// Nothing that a program merely stores may break a frame.
  @Test func whatNoFrameHoldsIsNotReported() {
    let heard = Heard()
    heard.host.report("deep", "", Tensor(repeating: 0, shape: [Int](repeating: 1, count: 9)), step: 1)
    heard.host.report("long", "", Tensor(repeating: 0, shape: [1 << 22 + 1]), step: 1)
    heard.host.report("fine", "", Tensor(0), step: 1)
    #expect(heard.names == ["fine"])
  }
}
