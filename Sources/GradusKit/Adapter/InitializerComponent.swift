/// An ``Initializer`` behind the C table. `start` takes `chosen/draws` with the shape of the weights.
final class InitializerComponent<Subject: Initializer>: StepwiseComponent<Subject> {
  override func step() throws(Complaint) {
    guard let shape = chosen["draws"] else { throw .missingTensor("chosen/draws") }
    report("W", subject.weights(shape: shape))
  }
}

extension Registration {
  /// The registration of a type that implements ``Initializer``.
  static func initializer<Subject: Initializer>(
    _ fresh: @escaping () -> Subject, _ named: _Properties<Subject> = _Properties()
  ) -> Registration {
    let properties = Properties(named, whole: false)
    return Registration(component: "initializer", properties, returned: ["W"], isRead: false, of: fresh) {
      (host, settings) throws(Complaint) in
      try InitializerComponent<Subject>(host: host, subject: fresh(), properties, settings: settings)
    }
  }
}
