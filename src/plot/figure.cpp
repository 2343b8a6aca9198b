#include "plot/figure.h"

namespace rumina::plot {

std::size_t Figure::bytes() const {
    std::size_t bytes = sizeof(Figure) + call.size() + title.size() + bars.size() * sizeof(Bar);
    for (const Curve& curve : curves) {
        bytes += sizeof(Curve) + curve.label.size();
        for (const auto& segment : curve.segments) bytes += sizeof(segment) + segment.size() * sizeof(Point);
    }
    for (const Surface& surface : surfaces) bytes += sizeof(Surface) + surface.points.size() * (sizeof(Point3) + 1);
    for (const SpaceCurve& curve : space_curves) {
        bytes += sizeof(SpaceCurve) + curve.label.size();
        for (const auto& segment : curve.segments) bytes += sizeof(segment) + segment.size() * sizeof(Point3);
    }
    return bytes;
}

} // namespace rumina::plot
