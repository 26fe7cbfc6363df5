import Assignments
import Foundation
import Reference
import Testing

@Suite struct ManifestErrorTests {
  /// One edit of the sound manifest, and every line that must be said about it.
  struct Mistake: CustomTestStringConvertible, Sendable {
    let text: String
    let replacement: String
    let messages: [String]
    var testDescription: String { messages.first ?? "" }

    init(_ text: String, _ replacement: String, _ messages: String...) {
      self.text = text
      self.replacement = replacement
      self.messages = messages
    }
  }

  static let mistakes = [
    // Keys.
    Mistake(
      "title: Adam", "titel: Adam",
      "1: the key 'title' is missing: expected text",
      "1: unknown key 'titel'; did you mean 'title'?"),
    Mistake("    steps: 4\n", "", "11: cases: the key 'steps' is missing: expected a whole number of at least 1"),
    Mistake(
      "    seed: 1", "    sede: 1",
      "11: cases: the key 'seed' is missing: expected a whole number of at least 0",
      "14: cases: unknown key 'sede'; did you mean 'seed'?"),
    Mistake(
      "files: 3", "disk: 3",
      "28: limits: unknown key 'disk'; the keys here are wallClock, cpu, memory, compile, output, source, files"),
    Mistake("recipe: adam", "title: again", "1: the key 'title' is given more than once"),
    // Types.
    Mistake("title: Adam", "title: 12", "1: title: expected text, found the number 12"),
    Mistake("title: Adam", "title:", "1: title: expected text, found nothing"),
    Mistake("type: Adam", "type: My Adam", "4: type: expected the name of a Swift type, found the text 'My Adam'"),
    Mistake(
      "steps: 4", "steps: many",
      "13: cases.steps: expected a whole number from 1 to 1000000, found the text 'many'"),
    Mistake("steps: 4", "steps: 0", "13: cases.steps: expected a whole number from 1 to 1000000, found the number 0"),
    Mistake(
      "steps: 4", "steps: 2.5", "13: cases.steps: expected a whole number from 1 to 1000000, found the number 2.5"),
    Mistake("seed: 1", "seed: -1", "14: cases.seed: expected a whole number of at least 0, found the number -1"),
    Mistake(
      "seed: 1", "seed: true", "14: cases.seed: expected a whole number of at least 0, found the truth value true"),
    Mistake("beta1: 0.8", "beta1: .nan", "21: cases.settings.beta1: expected a number, found the text '.nan'"),
    Mistake(
      "beta1: 0.8", "beta1: 1.5",
      "21: cases.settings.beta1: expected a value that is at least 0 and below 1, found the number 1.5"),
    Mistake(
      "files: 3", "cpu: 0.1", "28: limits.cpu: expected a whole number from 1 to 3600, found the number 0.1"),
    Mistake("beta1: 0.8", "beta1: [0.8]", "21: cases.settings.beta1: expected a number, found a list"),
    Mistake(
      "{W: [2, 2]}", "{W: 4}",
      "22: cases.parameters.W: expected a list of extents, such as [4, 3], or [] for a scalar, found the number 4"),
    Mistake(
      "{W: [2, 2]}", "{W: [2, 0]}",
      "22: cases.parameters.W: expected a whole number of at least 1, found the number 0"),
    // What no report could carry.
    Mistake(
      "{W: [2, 2]}", "{W: [2100, 2000]}",
      "22: cases.parameters: expected at most 50000000 numbers in all steps of a case, found more",
      "22: cases.parameters.W: expected at most 4194304 numbers in one tensor, found a list"),
    Mistake(
      "{W: [2, 2]}", "{W: [1, 1, 1, 1, 1, 1, 1, 1, 1]}",
      "22: cases.parameters.W: expected at most 8 extents, found a list"),
    // Each of five quantities has as many numbers, at each of three steps.
    Mistake(
      "{W: [2, 2]}", "{W: [2000, 2000]}",
      "22: cases.parameters: expected at most 50000000 numbers in all steps of a case, found more"),
    Mistake(
      "{W: [2, 2]}", "{layer/W: [2]}",
      "22: cases.parameters.layer/W: expected a name of letters, digits, '-' and '_' that starts with a letter,"
        + " found the text 'layer/W'"),
    Mistake("{W: [2, 2]}", "{}", "22: cases.parameters: expected at least one parameter, found nothing"),
    Mistake(
      "imports: [Foundation]", "imports: Foundation",
      "29: imports: expected a list of module names, found the text 'Foundation'"),
    Mistake(
      "limits: {wallClock: 2.5, files: 3}", "limits: short",
      "28: limits: expected limits, one 'name: value' a line, found the text 'short'"),
    // An author's own tolerance.
    Mistake(
      "{rtol: 1e-9, atol: 0, reason: for the test}", "{rtol: 1e-9, atol: 0}",
      "27: comparison: the key 'reason' is missing: expected text"),
    Mistake(
      "rtol: 1e-9", "rtol: 100",
      "27: comparison.rtol: expected a number from 0 up to, but not including, 1, found the number 100"),
    // Values.
    Mistake("m: 40", "m: -4", "8: quantities.m: expected a number from 0 to 1000000, found the number -4"),
    Mistake(
      "wallClock: 2.5", "wallClock: 0", "28: limits.wallClock: expected a number from 0.1 to 3600, found the number 0"),
    // Limits hold on both sides: 2⁶³ − 1 MiB cannot be counted in bytes, and 2⁴⁴ MiB are none at all.
    Mistake(
      "wallClock: 2.5", "memory: 9223372036854775807",
      "28: limits.memory: expected a whole number from 64 to 1048576, found the number 9223372036854775807"),
    Mistake(
      "wallClock: 2.5", "memory: 17592186044416",
      "28: limits.memory: expected a whole number from 64 to 1048576, found the number 17592186044416"),
    Mistake(
      "wallClock: 2.5", "output: 9007199254740993, source: 0, compile: 1e300, cpu: 1e-300",
      "28: limits.output: expected a whole number from 0 to 65536, found the number 9007199254740993",
      "28: limits.source: expected a whole number from 1 to 65536, found the number 0",
      "28: limits.compile: expected a number from 0.1 to 3600, found the number 1e300",
      "28: limits.cpu: expected a whole number from 1 to 3600, found the number 1e-300"),
    // The sum of all points is finite.
    Mistake("m: 40", "m: 1e308", "8: quantities.m: expected a number from 0 to 1000000, found the number 1e308"),
    Mistake(
      "steps: 3", "steps: 10000000000",
      "19: cases.steps: expected a whole number from 1 to 1000000, found the number 10000000000"),
    Mistake(
      "    share: 3", "    share: 1e308",
      "26: cases.share: expected a number from 1e-06 to 1000000, found the number 1e308"),
    Mistake(
      "zeros: 0.1", "zeros: 1",
      "16: cases.gradients.zeros: expected a number from 0 up to, but not including, 1,"
        + " found the number 1"),
    Mistake(
      "exponents: [-2, 1]", "exponents: [1, -2]",
      "24: cases.gradients.exponents: expected two powers of ten, the lower one first, between -100 and 100,"
        + " found 1 and -2"),
    Mistake(
      "magnitudes: [0.5, 2]", "magnitudes: [0, 2]",
      "23: cases.weights.magnitudes: expected two positive numbers, the lower one first, found 0 and 2"),
    Mistake(
      "learningRates: {drop: {at: 3, factor: 0.1}}", "learningRates: [0.1, 0.2]",
      "25: cases.learningRates: expected 3 rates, one for each step, found 2"),
    Mistake(
      "learningRates: {drop: {at: 3, factor: 0.1}}", "learningRates: fast",
      "25: cases.learningRates: expected a list of rates or 'drop: {at: STEP, factor: NUMBER}', found the text 'fast'"),
    Mistake(
      "  m: 40\n  weights: 60", "  m: 0\n  weights: 0",
      "7: quantities: expected points for at least one quantity, found only 0",
      "32: samples.Mistakes/noRoot.points: expected 'full', 'nothing' or a number from 0 to 0, found the number 40"),
    Mistake(
      "{W: [2, 2]}", "{W: [4000000000, 4000000000, 4000000000], b: [3]}",
      "22: cases.parameters: expected at most 50000000 numbers in all steps of a case, found more"),
    // Questions.
    Mistake(
      "    share: 3", "    grants: {gradient: 5}",
      "26: cases.grants: the key 'objective' is missing: expected how the objective is drawn, one 'name: value' a line"),
    Mistake(
      "    share: 3", "    objective: {curvature: [2, 1], center: [3]}",
      "26: cases.objective.curvature: expected two positive numbers, the lower one first, found 2 and 1",
      "26: cases.objective.center: expected two numbers, the lower one first, found a list"),
    Mistake(
      "    share: 3", "    objective: {}\n    grants: {gradients: 5, loss: 0}",
      "27: cases.grants.gradients: unknown question 'gradients'; did you mean 'gradient'?",
      "27: cases.grants.loss: expected a whole number from 1 to 1000000000, found the number 0"),
    // Names.
    Mistake("recipe: adam", "recipe: adm", "2: recipe: unknown recipe 'adm'; did you mean 'adam'?"),
    Mistake(
      "recipe: adam", "recipe: transformer",
      "2: recipe: unknown recipe 'transformer'; known are "
        + Catalogue.components.map(\.name).joined(separator: ", ")),
    Mistake(
      "recipe: adam", "recipe: trainMLP99",
      "2: recipe: unknown recipe 'trainMLP99'; did you mean 'trainMLP'?"),
    Mistake(
      "convention: outsideRoot", "convention: outsideroot",
      "3: convention: unknown convention 'outsideroot' of 'adam'; did you mean 'outsideRoot'?"),
    Mistake(
      "protocol: optimizer", "protocol: optimiser",
      "5: protocol: expected 'optimizer', the protocol of the recipe 'adam', found 'optimiser'; the key may be left out"
    ),
    Mistake(
      "protocol: optimizer", "protocol: layer",
      "5: protocol: expected 'optimizer', the protocol of the recipe 'adam', found 'layer'; the key may be left out"),
    Mistake("protocol: optimizer", "protocol: 3", "5: protocol: expected text, found the number 3"),
    Mistake(
      "  m: 40", "  mhat: 40",
      "8: quantities.mhat: unknown quantity 'mhat' of 'adam' in its convention 'outsideRoot'; did you mean 'mHat'?"),
    Mistake(
      "beta1: 0.8", "beta_1: 0.8",
      "21: cases.settings.beta_1: unknown setting 'beta_1' of 'adam'; did you mean 'beta1'?"),
    Mistake(
      "distribution: normal", "distribution: gaussian",
      "24: cases.gradients.distribution: unknown distribution of gradients 'gaussian'; known are normal"),
    Mistake(
      "distribution: distinct", "distribution: distint",
      "23: cases.weights.distribution: unknown distribution of weights 'distint'; did you mean 'distinct'?"),
    Mistake(
      "- id: generic", "- id: usual",
      "17: cases.id: expected an id of its own, found 'usual', the id of the case on line 11"),
    // Samples.
    Mistake(
      "fails: [weights]", "fails: [weight]",
      "32: samples.Mistakes/noRoot.fails: unknown graded quantity 'weight'; did you mean 'weights'?"),
    Mistake(
      "points: 40, fails", "points: 140, fails",
      "32: samples.Mistakes/noRoot.points: expected 'full', 'nothing' or a number from 0 to 100,"
        + " found the number 140"),
    Mistake(
      "points: 40, fails", "points: full, fails",
      "32: samples.Mistakes/noRoot.points: expected fewer points, found 'full' although weights fails"),
    Mistake(
      "fails: [weights]", "ends: exploded",
      "32: samples.Mistakes/noRoot.ends: unknown ending 'exploded'; known are finished, notBuilt, crashed, timedOut",
      "32: samples.Mistakes/noRoot.points: expected at least 100 points, what the quantities outside 'fails' are"
        + " worth, found 40"),
    // Not YAML.
    Mistake(
      "title: Adam", "title: [Adam",
      "2: expected YAML, but the parser says: did not find expected ',' or ']' while parsing a flow sequence"),
    Mistake("  m: 40", "\tm: 40", "8: expected spaces, found a tab: YAML is indented with spaces only"),
    Mistake("title: Adam", "title: *missing", "1: expected YAML, but the parser says: found undefined alias"),
  ]

  @Test(arguments: mistakes) func isSaidWithItsLine(_ mistake: Mistake) throws {
    #expect(sound.contains(mistake.text), "the table edits what is not there")
    let first = try #require(sound.range(of: mistake.text))
    let error = #expect(throws: ManifestError.self) {
      try read(sound.replacingCharacters(in: first, with: mistake.replacement))
    }
    let lines = (error?.description ?? "").split(separator: "\n").map(String.init)
    #expect(lines.sorted() == mistake.messages.map { "assignment.yaml:" + $0 }.sorted())
  }

  @Test(arguments: [
    ("", "1: expected an assignment's keys (title, recipe, …), found an empty file"),
    ("# only a comment\n", "1: expected an assignment's keys (title, recipe, …), found an empty file"),
    ("Adam", "1: expected an assignment's keys, one 'name: value' a line, found the text 'Adam'"),
    ("- title", "1: expected an assignment's keys, one 'name: value' a line, found a list"),
    (
      "a: 1\n---\nb: 2",
      "2: expected YAML, but the parser says: expected a single document in the stream but found another document"
    ),
  ])
  func isSaidOfAWholeFile(manifest: String, message: String) {
    let error = #expect(throws: ManifestError.self) { try read(manifest) }
    #expect(error?.description == "assignment.yaml:\(message)")
  }

  @Test func bytesThatAreNoTextAreFoundByLine() {
    let bytes = Array("title: Adam\nrecipe: ".utf8) + [0xFF, 0xFE]
    let error = #expect(throws: ManifestError.self) {
      try Assignment(manifest: bytes, file: "a.yaml", id: "a")
    }
    #expect(error?.description == "a.yaml:2: expected UTF-8 text, found other bytes")
  }

  @Test func nestingWithoutEndIsRefused() {
    #expect(throws: ManifestError.self) { try read(String(repeating: "[", count: 100_000)) }
  }

  @Test func everythingThatIsWrongIsSaidAtOnceInTheOrderOfTheFile() {
    let manifest = sound.replacing("steps: 4", with: "steps: 0").replacing("m: 40", with: "m: lots")
      .replacing("rtol: 1e-9", with: "rtol: -1")
    let error = #expect(throws: ManifestError.self) { try read(manifest) }
    #expect(error?.problems.prefix(3).map(\.line) == [8, 13, 27])
  }
}
