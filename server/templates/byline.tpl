{{%AUTOESCAPE context="HTML"}}{{AUTHOR}} ({{AUTHOR_HOST}}), <time datetime="{{DATETIME}}">{{TIME}}</time>{{#EDITED}}, edited{{/EDITED}}
