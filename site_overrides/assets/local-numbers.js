// Số và tên người giúp ở nơi mình: điền giữa hai dấu nháy, lưu lại, mở lại trang.
// Numbers and names of the people who help where you are: fill in between the quotes, save, open the page again.
window.kitLocal = {
  "trusted-adult": "",
  "counsellor": "",
  "commune-police": "",
  "child-line": ""
};
