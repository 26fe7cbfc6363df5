package import GradeModel

extension Policy {
  /// Returns the occasion of each attempt, in the order of time, which decides how much of hidden cases it is told.
  ///
  /// A look is used by every attempt that is given one. It comes back after its time, counted from the attempt's instant
  /// and never from now: graded again, each attempt is told the same.
  package func phases(_ handIns: [HandIn], _ standing: Standing = Standing()) -> [(number: Int, phase: Phase)] {
    let shift = standing.extended?.seconds(due: due) ?? 0
    var looks: [Int?] = []
    return handIns.sorted(by: Self.comesBefore).map { handIn in
      if let hidden {
        // A look without an instant never comes back.
        let open = looks.count { look in
          guard let look, let instant = handIn.instant, let back = hidden.back else { return true }
          return instant < look + back
        }
        if open >= hidden.attempts { return (handIn.number, .pastLimit) }
        looks.append(handIn.instant)
      }
      let isLate = handIn.instant.flatMap { instant in due.map { instant > $0 + shift + grace } } ?? handIn.isMarkedLate
      return (handIn.number, isLate ? .afterDue : .beforeDue)
    }
  }
}
