import Equations
import Reference
import Testing

/// The notes that teach each component: each answers for itself.
@Suite struct NotesTests {
  /// Returns the notes that a component's sources name.
  private func named(_ component: Component) -> Set<String> {
    // A decimal such as 0.004 stays whole.
    let words = component.sources.joined(separator: " ").split { !$0.isNumber && $0 != "." }.map(String.init)
    return Set(words.filter { $0.count == 3 && $0.hasPrefix("00") })
  }

  /// A note stands in the sources, where a person reads what it has, exactly if a convention claims it.
  @Test(arguments: Catalogue.components.map(\.name)) func sourcesAndClaimsAgree(_ name: String) throws {
    let component = try Catalogue.component(name)
    #expect(named(component) == Set(component.conventions.flatMap(\.taughtIn)).union(Self.onlyNamed[name] ?? []))
  }

  /// Notes that a training run's sources name for a part of it, and that teach no convention of the run.
  private static let onlyNamed: [String: Set<String>] = ["trainRegularizedClassifier": ["002", "003", "004"]]

  private struct Taught: Sendable, CustomTestStringConvertible {
    let name: String
    let notes: [String: [String]]
    var testDescription: String { name }
  }

  /// Read off the notes: Huber's loss and the absolute error stand only in 002, averaged; no note has Glorot's normal draws;
  /// 004 alone names ELU; 001 pools along a sequence only; each network is in the notes that show it.
  private static let table: [Taught] = [
    Taught(name: "huber", notes: ["mean": ["002"]]),
    Taught(name: "meanAbsoluteError", notes: ["mean": ["002"]]),
    Taught(name: "logisticLoss", notes: ["mean": ["003"]]),
    Taught(name: "glorotNormal", notes: [:]),
    Taught(name: "glorotUniform", notes: ["plain": ["002"]]),
    Taught(name: "constantInitializer", notes: ["plain": ["004"]]),
    Taught(name: "elu", notes: ["plain": ["004"]]),
    Taught(name: "averagePool1D", notes: ["paddingCounted": ["001"]]),
    Taught(name: "averagePool2D", notes: [:]),
    Taught(name: "softmax", notes: ["plain": ["002"]]),
    Taught(name: "oneHot", notes: ["fromOne": ["002"]]),
    Taught(name: "clipByNorm", notes: ["plain": ["000", "002"]]),
    Taught(name: "clipByGlobalNorm", notes: ["plain": ["002"]]),
    Taught(name: "lstm", notes: ["plain": ["002"]]),
    Taught(name: "flatten", notes: ["plain": ["001"]]),
    Taught(name: "accuracy", notes: ["plain": ["001", "003"]]),
    Taught(name: "trainSigmoidNeuron", notes: ["gradientDescent": ["004"]]),
    Taught(name: "trainTextClassifier", notes: ["gradientDescent": ["001"], "adam": ["001"]]),
    Taught(name: "trainClassifier", notes: ["gradientDescent": ["003"], "adam": ["003"]]),
    Taught(
      name: "trainSoftmaxClassifier", notes: ["gradientDescent": ["002"], "adam": ["002"], "rmsprop": ["002"]]),
    Taught(name: "trainVAE", notes: ["gradientDescent": ["002"], "adam": ["002"], "rmsprop": ["002"]]),
    Taught(name: "trainGAN", notes: ["gradientDescent": ["002"], "adam": ["002"], "rmsprop": ["002"]]),
  ]

  @Test(arguments: table) private func eachConventionIsTaughtWhereItStands(_ taught: Taught) throws {
    for convention in try Catalogue.component(taught.name).conventions {
      #expect(convention.taughtIn == taught.notes[convention.name] ?? [], "\(convention.name)")
    }
  }
}
