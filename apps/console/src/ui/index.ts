export { Button, type ButtonProps } from "./button.tsx";
export { ConfirmDialog, Dialog } from "./dialog.tsx";
export { type Explanation, useExplain } from "./explain.ts";
export { NumberField, SelectField, Switch, TextField, TimeField } from "./fields.tsx";
export { Link } from "./link.tsx";
export { PageHead } from "./page-head.tsx";
export { Panel, useIsWide } from "./panel.tsx";
export { Empty, Failure, SkeletonRows } from "./states.tsx";
export { Toasts, tellDone, tellError } from "./toast.tsx";
