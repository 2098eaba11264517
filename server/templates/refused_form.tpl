{{%AUTOESCAPE context="HTML"}}<h1>Not sent yet</h1>
{{>KEPT}}
