import Foundation
import GradeModel
import Testing

@testable import Assignments

/// Manifests of several parts.
@Suite struct PartsManifestTests {
  static let text = """
    title: Activations
    parts:
      - id: tanh
        title: Hyperbolic tangent
        recipe: tanh
        convention: plain
        type: Tanh
        quantities: {y: 10, dx: 20}
        floor: 5
        cases:
          - {id: usual, title: a row, steps: 1, seed: 1, inputs: {x: {shape: [4]}, dy: {shape: [4]}}}
      - id: adam
        title: Adam
        recipe: adam
        convention: outsideRoot
        type: Adam
        quantities: {weights: 70}
        comparison: {rtol: 1e-9, atol: 0, reason: for the test}
        cases:
          - {id: usual, title: a step, steps: 2, seed: 1, parameters: {W: [3]}, gradients: {zeros: 0}}
    followThrough: 0.5
    precision: single
    limits: {wallClock: 2.5}
    imports: [Foundation]
    samples:
      Solution: {points: full}
      Mistakes/slope: {points: 80, fails: [tanh.dx]}
    """

  private func read(_ text: String) throws(ManifestError) -> Assignment {
    try Assignment(manifest: text.utf8, file: "assignment.yaml", id: "06-activations")
  }

  @Test func eachPartIsAnAssignmentOfItsOwn() throws {
    let whole = try read(Self.text)
    #expect(whole.graded == whole.parts && whole.parts.map(\.id) == ["tanh", "adam"])
    #expect(whole.parts.map(\.recipe) == ["tanh", "adam"] && whole.parts.map(\.kind) == [.layer, .optimizer])
    #expect(whole.parts.map(\.title) == ["Hyperbolic tangent", "Adam"])
    #expect(whole.typeNames == ["Tanh", "Adam"] && whole.moduleName == "Activations")
    #expect(whole.parts.map(\.floor) == [5, 0] && whole.parts.map(\.comparison?.rtol) == [nil, 1e-9])
    // What is said once holds for all.
    for part in whole.parts {
      #expect(part.followThrough == 0.5 && part.limits.wallClock == 2.5 && part.imports == ["Foundation"])
      #expect(part.cases.allSatisfy { $0.format == .single } && part.samples.isEmpty)
    }
  }

  @Test func theWholeHasTheNamesAndPointsOfAllParts() throws {
    let whole = try read(Self.text)
    #expect(whole.points == 100 && whole.floor == 5)
    #expect(whole.quantities.map(\.name) == ["tanh.y", "tanh.dx", "adam.weights"])
    #expect(whole.cases.map(\.id) == ["tanh.usual", "adam.usual"])
    #expect(whole.samples.last?.fails == ["tanh.dx"])
  }

  @Test func anAssignmentWithoutPartsIsGradedByItself() throws {
    let adam = try shippedLibrary.assignment("10-adam")
    #expect(adam.graded == [adam] && adam.typeNames == ["Adam"] && adam.moduleName == "Adam")
    // A grade that was kept before there were parts is still one of the same assignment.
    #expect(!adam.canonical.contains("parts"))
  }

  @Test(
    arguments: [
      ("seed: 1, inputs", "seed: 2, inputs", true), ("title: Adam", "title: Another", false),
      ("weights: 70", "weights: 69", true), ("floor: 5", "floor: 4", nil),
    ] as [(String, String, Bool?)])
  func whatAPartSaysIsPartOfTheWhole(old: String, new: String, marks: Bool?) throws {
    let (whole, other) = (try read(Self.text), try read(Self.text.replacing(old, with: new)))
    #expect((whole.canonical != other.canonical) == (marks != nil))
    #expect((whole.withoutTexts.canonical != other.withoutTexts.canonical) == (marks ?? false))
  }

  @Test func eachPartHasHiddenCasesOfItsOwn() throws {
    let text = Self.text.replacing("adam", with: "sigmoid").replacing("outsideRoot", with: "plain")
      .replacing("Adam", with: "Sigmoid").replacing("weights: 70", with: "y: 70")
      .replacing(
        "steps: 2, seed: 1, parameters: {W: [3]}, gradients: {zeros: 0}",
        with: "steps: 1, seed: 1, inputs: {x: {shape: [4]}, dy: {shape: [4]}}")
    let secret = Array("sixteen bytes and more".utf8)
    let whole = try read(text)
    let extended = try whole.addingHiddenCases(secret: secret)
    #expect(extended.parts.map(\.id) == ["tanh", "sigmoid"])
    #expect(
      extended.cases.map(\.id) == [
        "tanh.usual", "tanh.hidden-1", "tanh.hidden-2", "sigmoid.usual", "sigmoid.hidden-1", "sigmoid.hidden-2",
      ])
    #expect(extended.cases.map(\.isHidden) == [false, true, true, false, true, true])
    // Two parts that are alike do not tell each other's inputs.
    #expect(Set(extended.cases.filter(\.isHidden).map(\.seed)).count == 4)
    #expect(try whole.addingHiddenCases(secret: secret) == extended)
    #expect(try whole.addingHiddenCases(secret: secret + [1]) != extended)
  }

  // MARK: Bad manifests

  struct Mistake: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    let messages: [String]
    var testDescription: String { messages[0] }
  }

  static let mistakes = [
    Mistake(
      old: "  - id: adam\n", new: "  - id: tanh\n",
      messages: ["12: parts.id: expected an id of its own, found 'tanh', the id of the part on line 3"]),
    Mistake(
      old: "  - id: adam\n", new: "  - id: two.adams\n",
      messages: [
        "12: parts.id: expected a name of letters, digits, '-' and '_' that starts with a letter,"
          + " found the text 'two.adams'"
      ]),
    Mistake(
      old: "    type: Adam\n", new: "",
      messages: ["12: parts: the key 'type' is missing: expected the name of a Swift type"]),
    Mistake(
      old: "title: Activations\n", new: "title: Activations\nrecipe: tanh\n",
      messages: ["2: expected 'recipe' in each part, found it beside 'parts'"]),
    Mistake(
      old: "followThrough: 0.5\n", new: "floor: 3\n",
      messages: ["21: expected 'floor' in each part, found it beside 'parts'"]),
    Mistake(
      old: "    type: Adam\n", new: "    type: Adam\n    limits: {files: 3}\n",
      messages: ["17: parts: expected 'limits' beside 'parts', where it holds for all of them, found it in a part"]),
    Mistake(
      old: "    type: Adam\n", new: "    type: Adam\n    parts: []\n",
      messages: ["17: parts: expected parts without parts of their own, found 'parts' in a part"]),
    Mistake(
      old: "    type: Adam\n", new: "    typ: Adam\n",
      messages: [
        "12: parts: the key 'type' is missing: expected the name of a Swift type",
        "16: parts: unknown key 'typ'; did you mean 'type'?",
      ]),
    Mistake(
      old: "quantities: {weights: 70}", new: "quantities: {weight: 70}",
      messages: [
        "17: parts.quantities.weight: unknown quantity 'weight' of 'adam' in its convention 'outsideRoot'; "
          + "did you mean 'weights'?"
      ]),
    Mistake(
      old: "fails: [tanh.dx]", new: "fails: [dx]",
      messages: [
        "27: samples.Mistakes/slope.fails: unknown graded quantity 'dx'; known are tanh.y, tanh.dx, adam.weights"
      ]),
    Mistake(
      old: "points: 80", new: "points: 79",
      messages: [
        "27: samples.Mistakes/slope.points: expected at least 80 points, what the quantities outside 'fails' are worth,"
          + " found 79"
      ]),
    // The settings of one part are no other's.
    Mistake(
      old: "title: a row,", new: "title: a row, settings: {beta1: 0.5},",
      messages: ["11: parts.cases.settings.beta1: unknown setting 'beta1' of 'tanh'; none is allowed here"]),
  ]

  @Test(arguments: mistakes) func aMistakeIsNamedWithItsLine(_ mistake: Mistake) throws {
    let text = Self.text.replacing(mistake.old, with: mistake.new)
    #expect(text != Self.text)
    let error = try #require(throws: ManifestError.self) { try read(text) }
    #expect("\(error)".split(separator: "\n").map(String.init) == mistake.messages.map { "assignment.yaml:\($0)" })
  }

  @Test(arguments: [
    ("parts: []", "2: parts: expected at least one part, found a list"),
    ("parts: 3", "2: parts: expected a list of parts, found the number 3"),
    ("parts:", "2: parts: expected a list of parts, found nothing"),
    ("parts: [tanh]", "2: parts: expected a part, one 'name: value' a line, found the text 'tanh'"),
  ])
  func noPartsAreNoAssignment(parts: String, message: String) throws {
    let error = try #require(throws: ManifestError.self) { try read("title: None\n\(parts)\n") }
    #expect("\(error)" == "assignment.yaml:\(message)")
  }

  /// What students get says the same, without the samples.
  @Test func aStudentsCopyHasTheParts() throws {
    let copy = try StudentCopy.withoutSamples(Data(Self.text.utf8), file: "assignment.yaml")
    var whole = try read(Self.text)
    whole.samples = []
    #expect(try read(String(decoding: copy, as: UTF8.self)) == whole)
  }
}
