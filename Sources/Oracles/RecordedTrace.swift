package import Equations
internal import Reference
internal import Tensors
package import Traces

#if canImport(FoundationEssentials)
  internal import FoundationEssentials
#else
  internal import Foundation
#endif

/// Another program's run of a recipe: its inputs, its settings and all that it published.
///
/// `references/oracles/README.md` describes the layout of the files,
/// and `provenance.json` beside it the origin of each.
package struct RecordedTrace: Sendable {
  /// The folder's and the file's name, without its extension: `adam/outsideRoot-torch-usual`.
  package let path: String
  package let file: Safetensors
  /// The settings as recorded; a truth value is 0 or 1.
  package let settings: [String: [Double]]

  package init(path: String, file: Safetensors) {
    self.path = path
    self.file = file
    let json = Array((file.metadata["settings"] ?? "{}").utf8)
    settings = ((try? JSONDecoder().decode([String: Numbers].self, from: Data(json))) ?? [:]).mapValues(\.values)
  }

  /// Returns every file of a folder of oracles, in the order of their paths.
  ///
  /// - Throws: `UnreadableOracle` for the first file that is no safetensors file.
  package static func all(in folder: String) throws -> [RecordedTrace] {
    var traces: [RecordedTrace] = []
    for recipe in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(recipe)")) ?? []
      for name in names.sorted() where name.hasSuffix(".safetensors") {
        let path = "\(recipe)/\(name)"
        guard let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
          throw UnreadableOracle(path: path, reason: "it cannot be read")
        }
        do {
          let file = try Safetensors(decoding: Array(data))
          traces.append(RecordedTrace(path: String(path.dropLast(".safetensors".count)), file: file))
        } catch {
          throw UnreadableOracle(path: path, reason: "it is \(error)")
        }
      }
    }
    return traces
  }

  /// The name under which it was recorded.
  package var name: String { file.metadata["recipe"] ?? "" }
  /// The library or the transcription that made it: torch, optax, keras, numpy, mpmath.
  package var source: String { file.metadata["source"] ?? "" }

  func setting(_ name: String) -> Double? { settings[name].flatMap { $0.count == 1 ? $0[0] : nil } }

  /// The component and convention whose numbers these are.
  package var recipe: Recipe {
    get throws(RecipeError) {
      let (component, convention) = identity
      let recipe = try Catalogue.component(component).recipe(convention)
      guard recipe.component.isAlongSteps, !hasTensor("curvature") else { return recipe }
      // A file without the objective has the recorder's own: its answers are then inputs.
      return recipe.given(Set(recipe.component.inputs.map(\.name).filter(hasTensor)))
    }
  }

  /// The catalogue's names for a record that has another name, or one name for several recipes.
  private var identity: (component: String, convention: String?) {
    let recorded = file.metadata["convention"]
    let ofLogits = file.tensors["z"] != nil
    switch name {
    case "muon": return (name, "plain")
    case "averagePool1D", "averagePool2D":
      return (name, setting("countPadding") == 0 ? "paddingUncounted" : "paddingCounted")
    case "attention": return (name, setting("causal") == 1 ? "causal" : "whole")
    case "meanSquaredError" where setting("factor") == 0.5:
      return (name, recorded == "mean" ? "halfMean" : "halfSum")
    case "crossEntropy" where ofLogits, "binaryCrossEntropy" where ofLogits:
      return (name, recorded.map { $0 + "OfLogits" })
    case "batchNorm" where path.hasSuffix("images"): return ("batchNorm2D", recorded)
    case _ where name.hasPrefix("train") && recorded == "plain":
      let isRmsprop = setting("decay") != nil
      return (name, setting("beta1") != nil ? "adam" : isRmsprop ? "rmsprop" : "gradientDescent")
    default: return (name, recorded)
    }
  }

  func hasTensor(_ quantity: String) -> Bool {
    file.tensors.keys.contains { $0 == quantity || $0.hasPrefix("\(quantity)/") }
  }
}

/// A file among the oracles that cannot be used.
package struct UnreadableOracle: Error, CustomStringConvertible {
  package let path: String
  package let reason: String

  package var description: String { "the oracle \(path): \(reason)" }
}

extension Component {
  /// True if it is recorded along steps, with a quantity of every parameter: an optimizer or a schedule.
  package var isAlongSteps: Bool { kind == .optimizer || kind == .schedule }
}

/// A setting in a file: a number, several, or a truth value.
private struct Numbers: Decodable {
  let values: [Double]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let truth = try? container.decode(Bool.self) {
      values = [truth ? 1 : 0]
    } else if let number = try? container.decode(Double.self) {
      values = [number]
    } else {
      values = try container.decode([Double].self)
    }
  }
}
