import Assignments
import Foundation
import Testing

/// The manifest's JSON Schema, which editors read: the reader takes the same keys and the same words.
@Suite struct SchemaTests {
  private struct Schema {
    let node: [String: Any]

    init() throws {
      let data = try Data(
        contentsOf: URL(filePath: #filePath).deletingLastPathComponent().appending(
          path: "../../docs/assignment.schema.json"))
      node = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    private init(_ node: [String: Any]) { self.node = node }

    var keys: Set<String> { Set((node["properties"] as? [String: Any] ?? [:]).keys) }
    var words: Set<String> { Set(node["enum"] as? [String] ?? []) }

    /// Goes down by a key; `*` is any key of a mapping, or any element of a list, and a number one of several forms.
    func at(_ path: [String]) throws -> Schema {
      try path.reduce(self) { schema, key in
        let node = schema.node
        let next: Any? =
          if let index = Int(key) { (node["oneOf"] as? [Any])?[index] } else if key == "*" {
            node["items"] ?? node["additionalProperties"]
          } else { (node["properties"] as? [String: Any])?[key] }
        return Schema(try #require(next as? [String: Any], "\(path)"))
      }
    }
  }

  /// A manifest of an optimizer or of a training with a key, or a word, that nobody knows at one place.
  private func known(_ manifest: String) -> Set<String> {
    do throws(ManifestError) {
      _ = try Assignment(manifest: manifest.utf8, file: "assignment.yaml", id: "77-new")
    } catch {
      for problem in error.problems {
        switch problem.fault {
        case .unknownKey("zzz", _, let known): return Set(known)
        case .unknownName(_, "zzz", _, let known): return Set(known)
        default: continue
        }
      }
      Issue.record("\(error.problems)")
    }
    return []
  }

  /// Places of the schema, and a manifest that has `zzz` there.
  private static let places: [(path: [String], manifest: String)] = [
    ([], "recipe: adam\nzzz: 1\n"),
    (["parts", "*"], "parts:\n  - {zzz: 1}\n"),
    (["cases", "*"], "recipe: lineSearch\nconvention: plain\ncases:\n  - {zzz: 1}\n"),
    (["cases", "*", "weights"], "recipe: adam\ncases:\n  - {weights: {zzz: 1}}\n"),
    (["cases", "*", "gradients"], "recipe: adam\ncases:\n  - {gradients: {zzz: 1}}\n"),
    (["cases", "*", "objective"], "recipe: lineSearch\ncases:\n  - {objective: {zzz: 1}}\n"),
    (["cases", "*", "learningRates", "1"], "recipe: adam\ncases:\n  - {learningRates: {zzz: 1}}\n"),
    (["cases", "*", "learningRates", "1", "drop"], "recipe: adam\ncases:\n  - {learningRates: {drop: {zzz: 1}}}\n"),
    (["cases", "*", "inputs", "*"], "recipe: trainMLP\nconvention: adam\ncases:\n  - {inputs: {x: {zzz: 1}}}\n"),
    (["comparison"], "comparison: {zzz: 1}\n"), (["limits"], "limits: {zzz: 1}\n"),
    (["feedback"], "feedback: {zzz: 1}\n"),
    (["feedback", "practice"], "feedback: {practice: {zzz: 1}}\n"),
    (["samples", "*"], "samples: {Solution: {zzz: 1}}\n"),
  ]

  @Test(arguments: places.indices) func theKeysAreTheReaders(_ index: Int) throws {
    let (path, manifest) = Self.places[index]
    #expect(try Schema().at(path).keys == known(manifest), "\(path)")
  }

  /// Places with words to choose from.
  private static let choices: [(path: [String], manifest: String)] = [
    (["cases", "*", "weights", "distribution"], "recipe: adam\ncases:\n  - {weights: {distribution: zzz}}\n"),
    (["cases", "*", "gradients", "distribution"], "recipe: adam\ncases:\n  - {gradients: {distribution: zzz}}\n"),
    (
      ["cases", "*", "inputs", "*", "distribution"],
      "recipe: trainMLP\nconvention: adam\ncases:\n  - {inputs: {x: {shape: [2, 2], distribution: zzz}}}\n"
    ),
    (["feedback", "practice", "public"], "feedback: {practice: {public: zzz}}\n"),
    (["samples", "*", "ends"], "samples: {Solution: {points: full, ends: zzz}}\n"),
    (["imports", "*"], "imports: [zzz]\n"), (["precision"], "precision: zzz\n"),
  ]

  @Test(arguments: choices.indices) func theWordsAreTheReaders(_ index: Int) throws {
    let (path, manifest) = Self.choices[index]
    #expect(try Schema().at(path).words == known(manifest), "\(path)")
  }

  /// The problems of a manifest's only case.
  private func problems(id: String = "usual", steps: Int = 1, axes: Int = 1, parameters: Int = 1) -> [ManifestProblem] {
    let shape = "[" + [String](repeating: "1", count: axes).joined(separator: ", ") + "]"
    let shapes = (0..<parameters).map { "p\($0): \(shape)" }.joined(separator: ", ")
    let manifest = """
      {title: A, recipe: adam, convention: outsideRoot, type: A, quantities: {weights: 1},
      cases: [{id: '\(id)', title: a case, steps: \(steps), seed: 1, parameters: {\(shapes)},
      gradients: {distribution: normal}}], samples: {Starter: {points: nothing, fails: [weights]}}}
      """
    do throws(ManifestError) {
      _ = try Assignment(manifest: manifest.utf8, file: "assignment.yaml", id: "77-new")
      return []
    } catch {
      return error.problems
    }
  }

  private func definition(_ name: String) throws -> [String: Any] {
    try #require((try Schema().node["$defs"] as? [String: Any])?[name] as? [String: Any])
  }

  @Test func theIdentifiersAreTheReaders() throws {
    let pattern = try Regex(try #require(try definition("identifier")["pattern"] as? String))
    for id in ["usual", "a", "A-1_b", "1a", "_a", "-a", "", "é", "a b", "a.b"] {
      #expect(problems(id: id).isEmpty == (try pattern.wholeMatch(in: id) != nil), "\(id)")
    }
    for list in ["cases", "parts"] {
      let id = try Schema().at([list, "*", "id"]).node["$ref"] as? String
      #expect(id == "#/$defs/identifier", "\(list)")
    }
  }

  @Test func theBoundsAreTheReaders() throws {
    let steps = try #require(try Schema().at(["cases", "*", "steps"]).node["maximum"] as? Int)
    #expect(problems(steps: steps).isEmpty && !problems(steps: steps + 1).isEmpty)
    let axes = try #require(try definition("extents")["maxItems"] as? Int)
    #expect(problems(axes: axes).isEmpty && !problems(axes: axes + 1).isEmpty)
    let parameters = try #require(try Schema().at(["cases", "*", "parameters"]).node["maxProperties"] as? Int)
    #expect(problems(parameters: parameters).isEmpty && !problems(parameters: parameters + 1).isEmpty)
  }

  @Test func whatIsRequiredIsMissed() throws {
    let otherwise = try #require(try Schema().node["else"] as? [String: Any])
    let required = try #require(otherwise["required"] as? [String])
    let error = #expect(throws: ManifestError.self) {
      try Assignment(manifest: "floor: 0\n".utf8, file: "assignment.yaml", id: "77-new")
    }
    let missing = (error?.problems ?? []).compactMap { if case .missingKey(let key, _) = $0.fault { key } else { nil } }
    #expect(Set(missing) == Set(required))
  }

  @Test func whatAPartLacksIsMissed() throws {
    let whole = try #require(try Schema().node["then"] as? [String: Any])
    let part = try #require(try Schema().at(["parts", "*"]).node["required"] as? [String])
    let error = #expect(throws: ManifestError.self) {
      try Assignment(manifest: "parts:\n  - {floor: 0}\n".utf8, file: "assignment.yaml", id: "77-new")
    }
    let missing = (error?.problems ?? []).compactMap { problem -> String? in
      if case .missingKey(let key, _) = problem.fault { problem.path + "/" + key } else { nil }
    }
    let required = (whole["required"] as? [String] ?? []).map { "/" + $0 } + part.map { "parts/" + $0 }
    #expect(Set(missing) == Set(required))
  }
}
